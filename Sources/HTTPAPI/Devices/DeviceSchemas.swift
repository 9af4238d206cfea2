internal import Monitoring

extension DeviceOperations {
    static let schemas: [NamedSchema] = [
        NamedSchema("Device", .object(device)),
        NamedSchema("NewDevice", .object(form(isNew: true))),
        NamedSchema("DeviceChange", .object(form(isNew: false))),
        NamedSchema("SNMPv3", .object(v3)),
        NamedSchema("SNMPv3Change", .object(v3Form)),
        NamedSchema(
            "StatusCounts", answer: ("total", .count), ("online", .count), ("offline", .count), ("unknown", .count)),
    ]

    private static let device: [Schema.Property] = [
        .required("id", .id),
        .required("name", .text),
        .required("ip_address", .text, "IPv4, IPv6 or a host name"),
        .required("vendor", .nullable(.text)),
        .required("device_type", .nullable(.text)),
        .required("snmp_community", .nullable(.text), "null to viewers"),
        .required("meta", .anyObject),
        .required("status", .choice(Status.self)),
        .required("last_seen", .nullable(.timestamp)),
        .required("snmp_port", .port),
        .required("snmp_version", .choice(SNMPAccess.Version.self)),
        .required("snmp_v3", .nullable(.reference("SNMPv3"))),
        .required("snmp_timeout", .nullable(.number), "Seconds to wait for an answer; null for the default"),
        .required("snmp_retries", .nullable(.integer(in: SNMPAccess.retryCounts)), "null for the default"),
        .required("poll_interval", .nullable(.pollInterval), "Seconds; null for the global interval"),
        .required("parent_id", .nullable(.id)),
        .required("tags", .array(.text)),
        .required("enabled", .boolean()),
        .required("model", .nullable(.text)),
        .required("sys_name", .nullable(.text)),
        .required("sys_descr", .nullable(.text)),
        .required("uptime", .nullable(.integer()), "Seconds since the agent started"),
        .required("location", .nullable(.text)),
        .required("last_error", .nullable(.text)),
        .required("created_at", .timestamp),
        .required("updated_at", .timestamp),
    ]

    private static func form(isNew: Bool) -> [Schema.Property] {
        [
            Schema.Property(name: "name", schema: .line(1...255), isRequired: isNew),
            Schema.Property(
                name: "ip_address", schema: .host, isRequired: isNew,
                summary: "IPv4, IPv6 or a host name; unique together with snmp_port"),
            .optional("vendor", .nullable(.line(0...255))),
            .optional("device_type", .nullable(.line(0...255)), "Such as switch, router, printer"),
            .optional(
                "snmp_community", .nullable(.secret(0...255)),
                "At most 255 bytes; null or empty leaves it, public at first"),
            .optional("snmp_port", .nullable(.port), "161 by default"),
            .optional("snmp_version", .nullable(.choice(SNMPAccess.Version.self)), "2c by default; none to ping only"),
            .optional("snmp_v3", .nullable(.reference("SNMPv3Change")), "Needed with snmp_version 3"),
            .optional(
                "snmp_timeout", .nullable(.numberWithin(SNMPAccess.timeouts)),
                "Seconds to wait for the answer to each request, 1 by default; times snmp_retries + 1 at most 60"),
            .optional(
                "snmp_retries", .nullable(.integer(in: SNMPAccess.retryCounts)), "How often to ask again, 2 by default"),
            .optional("meta", .nullable(.anyObject), "At most \(DeviceForm.longestMeta) bytes"),
            .optional("poll_interval", .nullable(.pollInterval), "Seconds; null for the global interval"),
            .optional("parent_id", .nullable(.id), "The device that this one is reached through"),
            .optional("tags", .nullable(.tags)),
            .optional("enabled", .nullable(.boolean())),
        ]
    }

    private static let v3: [Schema.Property] = [
        .required("username", .text),
        .required("auth_protocol", .nullable(.choice(SNMPAuthentication.self))),
        .required("priv_protocol", .nullable(.choice(SNMPPrivacy.self))),
        .required("context", .nullable(.text)),
        .required("auth_password_set", .boolean()),
        .required("priv_password_set", .boolean()),
    ]

    private static let v3Form: [Schema.Property] = [
        .optional("username", .nullable(.line(SNMPv3Form.usernameLength)), "1 to 32 bytes; needed at first"),
        .optional(
            "auth_protocol", .nullable(.choice(SNMPAuthentication.self)),
            "Needs an auth_password; SHA is SHA-1 (RFC 3414), the others are of RFC 7860; null for none"),
        .optional("auth_password", .nullable(passphrase), "8 to 255 bytes; never told"),
        .optional(
            "priv_protocol", .nullable(.choice(SNMPPrivacy.self)),
            "Needs a priv_password and an auth_protocol; AES has 128 bits; null for none"),
        .optional("priv_password", .nullable(passphrase), "8 to 255 bytes; never told"),
        .optional(
            "context", .nullable(.line(SNMPv3Form.contextLength)),
            "A part of the device, at most 32 bytes; none as a rule"),
    ]

    /// A length in bytes, as characters: eight bytes may be two characters.
    private static let passphrase = Schema.secret(2...SNMPv3Form.passwordLength.upperBound)
}

extension Schema {
    static var count: Schema { .integer(in: 0...Int.max) }
    static var port: Schema { .integer(in: 1...65_535) }
    static var pollInterval: Schema { .integer(in: Settings.pollIntervals) }
}
