/// What an agent says of its device in the system group (RFC 3418). What it does not say is `nil`.
public struct SystemGroup: Sendable, Hashable {
    /// `sysDescr.0`: what the device is, in its own words.
    public var descr: String?
    /// `sysObjectID.0`: the vendor's identifier of the model.
    public var objectID: OID?
    /// `sysUpTime.0`: hundredths of a second since the agent started; wraps after 497 days.
    public var upTime: UInt32?
    /// `sysName.0`: the name that the operator gave the device.
    public var name: String?
    /// `sysLocation.0`: where the device stands.
    public var location: String?
    /// From request to reply. `nil` if no request was answered at the first attempt.
    public var roundTrip: Duration?

    /// Whether the agent said nothing at all.
    public var isEmpty: Bool {
        descr == nil && objectID == nil && upTime == nil && name == nil && location == nil
    }

    /// What is asked for.
    static let objects: [OID] = [
        .sysDescr.scalar, .sysObjectID.scalar, .sysUpTime.scalar, .sysName.scalar, .sysLocation.scalar,
    ]

    init(_ values: [VarBind], roundTrip: Duration?) {
        self.roundTrip = roundTrip
        for varBind in values {
            switch (varBind.oid, varBind.value) {
            case (.sysDescr.scalar, .octetString(let text)): descr = text.text
            case (.sysObjectID.scalar, .oid(let oid)): objectID = oid
            case (.sysUpTime.scalar, let ticks): upTime = ticks.number.map { UInt32(truncatingIfNeeded: $0) }
            case (.sysName.scalar, .octetString(let text)): name = text.text
            case (.sysLocation.scalar, .octetString(let text)): location = text.text
            default: continue
            }
        }
    }
}
