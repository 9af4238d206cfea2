internal import Monitoring
internal import Web

/// An alert that a person or a script raises.
struct AlertForm: Sendable {
    /// In Unicode scalars.
    static let messageLength = 1...2000

    let device: ID<Device>?
    let severity: Severity
    let message: String

    init(_ body: JSONBody) throws(APIError) {
        var body = body
        let message = body.lines("message", length: 0...Self.messageLength.upperBound)
        let severity = body.choice("severity", of: Severity.self)
        let device = body.id("device_id", of: Device.self)
        body.require("message", message)
        try body.validate(message: Self.sentence(message, severity, body))
        self.message = message.value ?? ""
        self.severity = severity.value ?? .info
        self.device = device.value
    }

    /// What clients know these errors by.
    private static func sentence(
        _ message: Field<String>, _ severity: Field<Severity>, _ body: JSONBody
    ) -> String? {
        if body.isMissing(["message"]) { return "Message is required" }
        if case .invalid = message { return nil }
        if case .invalid = severity { return "Invalid severity level" }
        return nil
    }
}
