/// A message of v1 or v2c that may hold a notification, as far as it can be told without its variable bindings. It points into
/// the datagram.
struct CommunityTrap {
    let isVersion1: Bool
    let community: UnsafeRawBufferPointer
    let tag: UInt8
    /// Where the PDU's tag stands.
    let tagOffset: Int
    /// Without what follows it in the datagram.
    let size: Int
    /// At the PDU's own header.
    private let pdu: BERReader

    /// `Trap-PDU` of v1 (RFC 1157 §4.1.6).
    static let trapTag: UInt8 = 0xA4

    init(_ datagram: UnsafeRawBufferPointer) throws(BERFault) {
        var outer = BERReader(datagram)
        var message = try outer.contents(of: BERTag.sequence)
        size = datagram.count - outer.remaining
        let version = try message.integer()
        guard version == 0 || version == 1 else { throw .unknownVersion(version) }
        isVersion1 = version == 0
        community = try message.contents(of: BERTag.octetString).bytes
        pdu = message
        tagOffset = size - message.remaining
        tag = try message.element().tag
    }

    /// Of all PDUs but v1's trap.
    func requestID() throws(BERFault) -> Int32 {
        var reader = pdu
        var contents = try reader.element().contents
        return try contents.integer32()
    }

    var isInform: Bool { tag == PDU.Kind.inform.rawValue }

    /// What is told; `nil` if the PDU is of another kind. A v1 trap in a v2c message, or the other way round, is taken.
    func content() throws(BERFault) -> TrapContent? {
        var reader = pdu
        switch tag {
        case Self.trapTag:
            var contents = try reader.element().contents
            return try contents.version1Trap()
        case PDU.Kind.trap.rawValue, PDU.Kind.inform.rawValue: return TrapContent(try reader.wholePDU())
        default: return nil
        }
    }
}

/// What a notification tells, whatever version it came in.
struct TrapContent: Hashable {
    var trapOID: OID
    var upTime: UInt32?
    var enterprise: OID?
    var agentAddress: String?
    var varBinds: [VarBind]
}

extension TrapContent {
    /// Objects that say what and when it was (RFC 3416 §4.2.6, RFC 3584 §3.1).
    private static let trapAddress: OID = [1, 3, 6, 1, 6, 3, 18, 1, 3, 0]
    private static let trapOID: OID = [1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0]
    private static let trapEnterprise: OID = [1, 3, 6, 1, 6, 3, 1, 1, 4, 3, 0]

    /// `nil` if the PDU does not say what happened. Agents do not all keep to the order of RFC 3416 §4.2.6.
    init?(_ pdu: PDU) {
        var varBinds = pdu.varBinds
        guard let what = varBinds.firstIndex(where: { $0.oid == Self.trapOID }),
            case .oid(let oid) = varBinds[what].value
        else { return nil }
        varBinds.remove(at: what)
        trapOID = oid
        if let when = varBinds.firstIndex(where: { $0.oid == .sysUpTime.scalar }) {
            upTime = varBinds.remove(at: when).value.number.flatMap(UInt32.init(exactly:))
        }
        for varBind in varBinds {
            switch (varBind.oid, varBind.value) {
            case (Self.trapEnterprise, .oid(let oid)): enterprise = oid
            case (Self.trapAddress, .ipAddress): agentAddress = varBind.value.description
            default: continue
            }
        }
        self.varBinds = varBinds
    }

    /// RFC 3584 §3.1: the generic traps have identifiers of their own, a vendor's is made of enterprise, 0 and the number.
    init(enterprise: OID, agentAddress: String, generic: Int64, specific: Int64, upTime: UInt32, varBinds: [VarBind]) {
        let standard = OID.snmpTraps
        trapOID =
            (0...5).contains(generic)
            ? standard.appending(UInt32(generic) + 1)
            : enterprise.appending(contentsOf: [0, UInt32(truncatingIfNeeded: specific)])
        self.upTime = upTime
        self.enterprise = enterprise
        self.agentAddress = agentAddress
        self.varBinds = varBinds
    }
}

extension OID {
    /// The standard traps (RFC 3418 §2).
    fileprivate static let snmpTraps: OID = [1, 3, 6, 1, 6, 3, 1, 1, 5]
}

extension BERReader {
    /// In the contents of a `Trap-PDU`.
    fileprivate mutating func version1Trap() throws(BERFault) -> TrapContent {
        let enterprise = try contents(of: BERTag.oid).objectIdentifier()
        let address = SNMPValue.ipAddress(OctetString(copying: try contents(of: BERTag.ipAddress).bytes))
        let generic = try integer()
        let specific = try integer()
        let upTime = try contents(of: BERTag.timeTicks).unsigned32()
        return TrapContent(
            enterprise: enterprise, agentAddress: address.description, generic: generic, specific: specific,
            upTime: upTime, varBinds: try varBinds())
    }
}
