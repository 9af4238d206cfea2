/// Something that an operator should know of a device although it answers: that it was replaced, that it set its clock back, or
/// that several devices have the same engine identifier. ``description`` is a sentence and holds no secret.
public struct SNMPNotice: Sendable, Hashable {
    /// The device, as ``SNMPTarget/description`` names it.
    public let target: String
    /// What it is.
    public let fault: USMFault
}

extension SNMPNotice: CustomStringConvertible {
    /// For example `10.0.0.7: The device set its clock back without counting a start (snmpEngineBoots)`.
    public var description: String { "\(target): \(fault)" }
}
