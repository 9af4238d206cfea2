import SNMP

/// The SNMP engine of one agent (RFC 3411 §3.1.1), with the users of its fleet.
final class AgentEngine {
    private var engine: AuthoritativeEngine

    /// Net-SNMP's enterprise number, then the address as format 1 wants it.
    static let identifier: [AgentValue.TextPart] = [.literal(prefix), .rawAddress]
    private static let prefix: [UInt8] = [0x80, 0x00, 0x1F, 0x88, 0x01]

    init(of device: AgentDevice, _ behaviour: AgentBehaviour, users: [USMCredential]) {
        var id = Self.prefix + withUnsafeBytes(of: device.address.bigEndian) { [UInt8]($0) }
        if behaviour.faults.contains(.sharedEngine) { id = Self.prefix + [127, 0, 0, 1] }
        if behaviour.faults.contains(.newEngine) { id += [UInt8(truncatingIfNeeded: behaviour.restarts)] }
        let boots = behaviour.faults.contains(.exhaustedBoots) ? Int32.max : Int32(clamping: device.boots)
        engine = AuthoritativeEngine(EngineID(id), boots: boots)
        for user in users { engine.add(user) }
        engine.setClock(boots: boots, time: Int32(truncatingIfNeeded: device.upTime / 100 & 0x7FFF_FFFF))
    }

    enum Outcome {
        /// The PDU lies in the datagram, decrypted.
        case request(BERCursor, AuthoritativeEngine.ReplyContext)
        case report([UInt8])
        case silence
    }

    /// Takes a request, which is changed.
    func receive(_ datagram: UnsafeMutableRawBufferPointer) -> Outcome {
        switch engine.receive(datagram) {
        case .request(_, let context):
            guard let pdu = Self.pdu(in: UnsafeRawBufferPointer(datagram), level: context.level) else {
                return .silence
            }
            return .request(pdu, context)
        case .report(let bytes): return .report(bytes)
        case .ignore: return .silence
        }
    }

    /// Writes a reply at the end of `memory`.
    func encode(
        _ pdu: UnsafeRawBufferPointer, for context: AuthoritativeEngine.ReplyContext,
        atEndOf memory: UnsafeMutableRawBufferPointer
    ) -> Int? {
        engine.encode(encodedPDU: pdu, for: context, atEndOf: memory)
    }

    /// The Report of a context that is not there (RFC 3413 §3.2).
    func refuseContext(
        of request: BERCursor, for context: AuthoritativeEngine.ReplyContext
    ) -> [UInt8]? {
        let id = AgentRequest(request, isV1: false)?.id ?? 0
        let count = VarBind([1, 3, 6, 1, 6, 3, 12, 1, 5, 0], .counter32(1))
        let report = PDU(.report, requestID: id, varBinds: [count])
        return withUnsafeTemporaryAllocation(byteCount: 512, alignment: 16) { memory in
            engine.encode(report, for: context, atEndOf: memory).map { [UInt8](memory[(memory.count - $0)...]) }
        }
    }

    /// Where the PDU of a message is that was decrypted where it lies (RFC 3412 §6).
    private static func pdu(in datagram: UnsafeRawBufferPointer, level: SecurityLevel) -> BERCursor? {
        let bytes = datagram.bindMemory(to: UInt8.self)
        guard let start = bytes.baseAddress else { return nil }
        var outer = BERCursor(start: start, end: start + bytes.count)
        guard var message = outer.next(BER.sequence)?.inside, message.next() != nil, message.next() != nil,
            message.next() != nil
        else { return nil }
        if level == .authPriv {
            guard let payload = message.next(BER.octetString)?.inside else { return nil }
            message = payload
        }
        guard var scoped = message.next(BER.sequence)?.inside, scoped.next() != nil, scoped.next() != nil else {
            return nil
        }
        return scoped
    }

    /// A Report with another request identifier, as some firewalls send it.
    static func report(_ bytes: [UInt8], withID id: Int32) -> [UInt8] {
        bytes.withUnsafeBytes { datagram in
            guard let pdu = pdu(in: datagram, level: .noAuthNoPriv), let start = datagram.baseAddress else {
                return bytes
            }
            var fields = pdu
            // Only a short identifier is written over: the lengths around it stay.
            guard var report = fields.next()?.inside, let number = report.next(BER.integer) else { return bytes }
            let offset = UnsafeRawPointer(number.start) - start
            var changed = bytes
            for (place, byte) in withUnsafeBytes(of: id.bigEndian, { $0.suffix(number.count) }).enumerated() {
                changed[offset + place] = byte
            }
            return changed
        }
    }
}
