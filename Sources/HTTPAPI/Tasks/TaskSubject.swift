internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Web

/// What a task is about, and how calls that start one tell of it.
enum TaskSubject: Sendable {
    case device(ID<Device>)
    case camera(ID<Camera>)

    /// The task is under way.
    func accepted(_ task: PollTask) -> Response {
        .json(.accepted, headers: [.location: "/api/tasks/\(task.id)"]) { writer in
            writer.object { writer in
                writer.field("msg", startSentence)
                writer.field("task_id", task.id)
                writeID(to: &writer)
            }
        }
    }

    /// The task has ended: what its result says, and the task around it.
    func finished(_ task: PollTask) throws -> Response {
        let result = try task.resultMembers()
        return .json { writer in
            writer.object { writer in
                writer.field("msg", task.error ?? endSentence)
                writer.field("task_id", task.id)
                writer.field("state", task.state.rawValue)
                writer.field("result", json: task.result ?? "null")
                for member in result { writer.field(named: member.name) { $0.value(member.value) } }
                if result.isEmpty {
                    writeID(to: &writer)
                    writer.field("error", task.error)
                }
            }
        }
    }

    private func writeID(to writer: inout JSONWriter) {
        switch self {
        case .device(let id): writer.field("device_id", id)
        case .camera(let id): writer.field("camera_id", id)
        }
    }

    private var startSentence: String {
        switch self {
        case .device: "Polling initiated"
        case .camera: "Camera connection test initiated"
        }
    }

    private var endSentence: String {
        switch self {
        case .device: "Polling finished"
        case .camera: "Camera connection test finished"
        }
    }
}

extension PollTask {
    fileprivate func resultMembers() throws(JSONSyntaxError) -> [JSONValue.Member] {
        guard let result, case .object(let members) = try JSONParser.parse(result) else { return [] }
        return members
    }
}
