/// What a device told us of its own accord: a trap, or an inform, which it wants acknowledged (RFC 3413 §3).
///
/// Traps of v1 come in the form of v2 (RFC 3584 §3.1).
public struct SNMPNotification: Sendable, Hashable {
    /// By what the sender is known.
    public enum Sender: Sendable, Hashable {
        /// A community that is accepted, in v1.
        case v1
        /// A community that is accepted, in v2c.
        case v2c
        /// A user of v3, and the engine of the device.
        case v3(user: String, level: SecurityLevel, engineID: EngineID)
    }

    /// Where it came from: an address of IPv4 or IPv6. A relay puts its own here; see ``agentAddress``.
    public let address: String
    /// The UDP port it came from.
    public let port: UInt16
    /// When it came: milliseconds since 1970.
    public let receivedAt: Int64
    /// By what the sender is known.
    public let sender: Sender
    /// Whether the device asked for an acknowledgement, which it has got.
    public let isInform: Bool
    /// What happened: the value of `snmpTrapOID.0`.
    public let trapOID: OID
    /// The device's `sysUpTime` then, in hundredths of a second; `nil` if it did not say.
    public let upTime: UInt32?
    /// The vendor's subtree: `enterprise` in v1, else `snmpTrapEnterprise.0` where it was sent.
    public let enterprise: OID?
    /// The device's own address in the message: `agent-addr` in v1, else `snmpTrapAddress.0` where a relay added it.
    public let agentAddress: String?
    /// What was sent along, without `sysUpTime.0` and `snmpTrapOID.0`.
    public let varBinds: [VarBind]
}

extension SNMPNotification: CustomStringConvertible {
    /// For example `linkDown from 10.0.0.7: ifIndex.3 = 3`.
    public var description: String {
        let values = varBinds.map(\.description).joined(separator: ", ")
        return "\(trapOID.name) from \(address)" + (values.isEmpty ? "" : ": \(values)")
    }
}
