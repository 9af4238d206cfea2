internal import Monitoring
internal import Web

/// A device as a client sends it, whole or in part. What only Lapwing knows (`status`, `last_seen`, …) is not read: old
/// clients send back whole objects.
struct DeviceForm: Sendable {
    /// What a client can set, by name.
    static let fields = [
        "name", "ip_address", "vendor", "device_type", "snmp_community", "snmp_port", "snmp_version", "snmp_v3",
        "snmp_timeout", "snmp_retries", "meta", "poll_interval", "parent_id", "tags", "enabled",
    ]
    /// Bytes of JSON text.
    static let longestMeta = 65_536

    private let name: Field<String>
    private let address: Field<String>
    private let vendor: Field<String>
    private let deviceType: Field<String>
    private let community: Field<Secret>
    private let port: Field<Int>
    private let version: Field<SNMPAccess.Version>
    private let v3: Field<SNMPv3Form>
    private let timeout: Field<Double>
    private let retries: Field<Int>
    private let meta: Field<String>
    private let pollInterval: Field<Int>
    private let parent: Field<ID<Device>>
    private let tags: Field<[String]>
    private let isEnabled: Field<Bool>

    private init(_ body: inout JSONBody) {
        name = body.string("name")
        address = body.address()
        vendor = body.optionalText("vendor")
        deviceType = body.optionalText("device_type")
        community = body.secret("snmp_community", length: 0...255, counting: .octets)
        port = body.integer("snmp_port", in: 1...65_535)
        version = body.choice("snmp_version", SNMPAccess.Version.init(written:))
        v3 = body.object("snmp_v3") { SNMPv3Form(&$0) }
        timeout = body.number("snmp_timeout", in: SNMPAccess.timeouts)
        retries = body.integer("snmp_retries", in: SNMPAccess.retryCounts)
        meta = body.meta()
        pollInterval = body.pollInterval()
        parent = body.id("parent_id")
        tags = body.tags()
        isEnabled = body.boolean("enabled")
    }

    /// A new device.
    static func creation(_ body: JSONBody) throws(APIError) -> DeviceConfiguration {
        var body = body
        let form = DeviceForm(&body)
        body.require("name", form.name)
        body.require("ip_address", form.address)
        let isIncomplete = body.isMissing(["name", "ip_address"])
        try body.validate(message: isIncomplete ? "Name and IP address required" : nil)
        var configuration = DeviceConfiguration(name: "", address: "")
        try form.apply(to: &configuration)
        return configuration
    }

    /// Changes to a stored device.
    static func change(_ body: JSONBody) throws(APIError) -> DeviceForm {
        var body = body
        let form = DeviceForm(&body)
        body.forbidEmpty("name", form.name)
        body.forbidEmpty("ip_address", form.address)
        try body.validate()
        return form
    }

    /// - Throws: `APIError.invalid` where the fields do not go together.
    func apply(to configuration: inout DeviceConfiguration) throws(APIError) {
        configuration.name = name.value ?? configuration.name
        configuration.address = address.value ?? configuration.address
        vendor.set(&configuration.vendor)
        deviceType.set(&configuration.deviceType)
        meta.set(&configuration.meta, default: "{}")
        pollInterval.set(&configuration.pollInterval)
        parent.set(&configuration.parentID)
        tags.set(&configuration.tags, default: [])
        isEnabled.set(&configuration.isEnabled, default: true)
        try apply(to: &configuration.snmp)
    }

    private func apply(to snmp: inout SNMPAccess) throws(APIError) {
        // A viewer's copy of a device has `null` for the community, and a form an empty text: neither is a new one.
        if let secret = community.value, !secret.isEmpty { snmp.community = secret }
        port.set(&snmp.port, default: SNMPAccess().port)
        version.set(&snmp.version, default: SNMPAccess().version)
        timeout.set(&snmp.timeout)
        retries.set(&snmp.retries)
        try Self.checkPatience(of: snmp)
        switch v3 {
        case .absent, .invalid: break
        case .null: snmp.v3 = nil
        case .value(let form): snmp.v3 = try form.applied(to: snmp.v3)
        }
        if snmp.version == .v3 && snmp.v3 == nil {
            throw .invalid(
                "snmp_v3: Required with snmp_version 3", [FieldError("snmp_v3", "Required with snmp_version 3")])
        }
    }
}

extension DeviceForm {
    /// A poll must end before the next is due and while its claim lasts.
    private static func checkPatience(of snmp: SNMPAccess) throws(APIError) {
        guard snmp.silence > SNMPAccess.longestSilence else { return }
        let sentence =
            "Must be at most \(Int(SNMPAccess.longestSilence)) seconds when multiplied by snmp_retries + 1 requests"
        throw .invalid("snmp_timeout: \(sentence)", [FieldError("snmp_timeout", sentence)])
    }
}

extension JSONBody {
    /// Any JSON object, as text.
    fileprivate mutating func meta() -> Field<String> {
        switch object("meta") {
        case .absent: return .absent
        case .null: return .null
        case .invalid: return .invalid
        case .value(let members):
            var writer = JSONWriter()
            writer.value(.object(members))
            let text = writer.text
            guard text.utf8.count <= DeviceForm.longestMeta else {
                reject("meta", "Must be at most \(DeviceForm.longestMeta) bytes of JSON")
                return .invalid
            }
            return .value(text)
        }
    }
}
