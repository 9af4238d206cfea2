internal import Monitoring

extension TaskOperations {
    static let schemas: [NamedSchema] = [
        NamedSchema("Task", .object(task)),
        NamedSchema(
            "DevicePollTask", answer: ("msg", .text), ("task_id", .string(format: "uuid")), ("device_id", .id)),
        NamedSchema(
            "CameraTestTask", answer: ("msg", .text), ("task_id", .string(format: "uuid")), ("camera_id", .id)),
        NamedSchema("DevicePollResult", .object(devicePoll.map { .required($0.0, $0.1) })),
        NamedSchema("CameraTestResult", .object(cameraTest.map { .required($0.0, $0.1) })),
        NamedSchema("DevicePoll", .object(ended("DevicePollResult", devicePoll))),
        NamedSchema("CameraTest", .object(ended("CameraTestResult", cameraTest))),
    ]

    private static let task: [Schema.Property] = [
        .required("task_id", .string(format: "uuid")),
        .required("kind", .string(oneOf: ["device_poll", "camera_test"])),
        .required("state", state),
        .required("result", .nullable(.anyObject), "As in DevicePollResult or CameraTestResult, once it is there"),
        .required("error", .nullable(.text)),
        .required("created_at", .timestamp),
        .required("started_at", .nullable(.timestamp)),
        .required("finished_at", .nullable(.timestamp)),
    ]

    private static let state = Schema.string(oneOf: ["PENDING", "STARTED", "SUCCESS", "FAILURE", "RETRY"])

    private static let devicePoll: [(String, Schema)] = [
        ("device_id", .id), ("device_name", .text), ("ip_address", .text), ("status", .choice(Status.self)),
        ("status_changed", .boolean()), ("last_seen", .nullable(.timestamp)), ("latency_ms", .nullable(.number)),
        ("error", .nullable(.text)),
    ]

    private static let cameraTest: [(String, Schema)] = [
        ("camera_id", .id), ("camera_name", .text), ("ip_address", .text), ("status", .choice(Status.self)),
        ("status_changed", .boolean()), ("latency_ms", .nullable(.number)), ("error", .nullable(.text)),
    ]

    /// The result's fields beside the task's own; all but the id are missing where the task failed.
    private static func ended(_ name: String, _ result: [(String, Schema)]) -> [Schema.Property] {
        let own: [Schema.Property] = [
            .required("msg", .text), .required("task_id", .string(format: "uuid")), .required("state", state),
            .required("result", .nullable(.reference(name))),
        ]
        return own
            + result.map { field in
                let isRequired = ["device_id", "camera_id", "error"].contains(field.0)
                return Schema.Property(name: field.0, schema: field.1, isRequired: isRequired)
            }
    }
}
