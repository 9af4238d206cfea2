internal import Monitoring

extension CameraOperations {
    static let schemas: [NamedSchema] = [
        NamedSchema("Camera", .object(camera)),
        NamedSchema("NewCamera", .object(form(isNew: true))),
        NamedSchema("CameraChange", .object(form(isNew: false))),
        NamedSchema(
            "CameraStream", answer: ("id", .id), ("name", .text), ("rtsp_url", .text),
            ("status", .choice(Status.self)), ("location", .nullable(.text))),
    ]

    private static let camera: [Schema.Property] = [
        .required("id", .id),
        .required("name", .text),
        .required("ip_address", .text, "IPv4, IPv6 or a host name"),
        .required("rtsp_url", .text, "Without user name and password; ••• stands for those in its path and query"),
        .required("username", .nullable(.text)),
        .required("password_set", .boolean()),
        .required("location", .nullable(.text)),
        .required("status", .choice(Status.self)),
        .required("last_snapshot", .nullable(.text), "A path"),
        .required("enabled", .boolean()),
        .required("tags", .array(.text)),
        .required("poll_interval", .nullable(.pollInterval), "Seconds; null for the global interval"),
        .required(
            "timeout", .nullable(.timeout),
            "Seconds that a whole check may take; null for \(CameraConfiguration.usualTimeout)"),
        .required("last_seen", .nullable(.timestamp)),
        .required("last_error", .nullable(.text)),
        .required("codec", .nullable(.text)),
        .required("width", .nullable(.integer()), "Pixels"),
        .required("height", .nullable(.integer()), "Pixels"),
        .required("fps", .nullable(.number), "Frames a second"),
        .required("bitrate", .nullable(.integer()), "Bits a second"),
        .required("created_at", .timestamp),
        .required("updated_at", .timestamp),
    ]

    private static func form(isNew: Bool) -> [Schema.Property] {
        [
            Schema.Property(name: "name", schema: .line(1...255), isRequired: isNew),
            Schema.Property(
                name: "ip_address", schema: .host, isRequired: isNew,
                summary: "IPv4, IPv6 or a host name; the channels of a recorder share one"),
            Schema.Property(
                name: "rtsp_url", schema: .rtspURL, isRequired: isNew,
                summary:
                    "rtsp:// or rtsps://; a user name and a password before the @ are taken out, and ••• where it was shown"
                    + " keeps what is stored. Host, port, path and query are unique"),
            .optional("username", .nullable(.line(0...255))),
            .optional("password", .nullable(.secret(0...255)), "Never told"),
            .optional("location", .nullable(.line(0...255))),
            .optional("poll_interval", .nullable(.pollInterval), "Seconds; null for the global interval"),
            .optional(
                "timeout", .nullable(.timeout),
                "Seconds that a whole check may take; null for \(CameraConfiguration.usualTimeout)"),
            .optional("tags", .nullable(.tags)),
            .optional("enabled", .nullable(.boolean())),
        ]
    }
}

extension Schema {
    fileprivate static let timeout = Schema.integer(in: 1...CameraConfiguration.longestTimeout)
}
