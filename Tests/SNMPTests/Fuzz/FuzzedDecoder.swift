@testable import SNMP

/// What reads a datagram before anything is known about it.
enum FuzzedDecoder: String, CaseIterable, Sendable {
    case message, reply, secureMessage, engine, manager, trapReceiver

    /// A function that says whether it understood the datagram, which it may change.
    func start() -> (UnsafeMutableRawBufferPointer) -> Bool {
        switch self {
        case .message: { (try? Message(decoding: UnsafeRawBufferPointer($0))) != nil }
        case .reply: { Self.reads(reply: UnsafeRawBufferPointer($0)) }
        case .secureMessage: { (try? USMMessage($0))?.open(with: nil) != nil }
        case .engine: Self.engine()
        case .manager: Self.manager()
        case .trapReceiver: Self.trapReceiver()
        }
    }

    private static func reads(reply datagram: UnsafeRawBufferPointer) -> Bool {
        guard let header = try? MessageHeader(datagram),
            let reply = try? Reply(header.pdu, size: datagram.count, roundTrip: nil)
        else { return false }
        return (try? DecodedReply(reply, expecting: 10)) != nil
    }

    /// An engine that knows the user of the seeds.
    private static func engine() -> (UnsafeMutableRawBufferPointer) -> Bool {
        var engine = AuthoritativeEngine(EngineID(bytes(FuzzSeeds.engineID)), boots: 4)
        engine.add(USMCredential(USMUser("plain")))
        engine.add(USMCredential(USMUser("monitor", authentication: .init(.sha1, "maplesyrup"))))
        return { datagram in
            switch engine.receive(datagram) {
            case .request, .report: true
            case .ignore: false
            }
        }
    }

    /// A manager that has asked an engine for the first time.
    private static func manager() -> (UnsafeMutableRawBufferPointer) -> Bool {
        let credential = USMCredential(
            USMUser("monitor", authentication: .init(.sha1, "maplesyrup"), privacy: .init(.aes128, "maplesyrup")))
        let fresh = USMPeer(credential)
        return { datagram in
            var peer = fresh
            var exchange = USMExchange()
            guard let message = try? USMMessage(datagram) else { return false }
            for _ in 0..<2 { _ = peer.receive(message, for: &exchange, now: .now) }
            return true
        }
    }

    private static func trapReceiver() -> (UnsafeMutableRawBufferPointer) -> Bool {
        let users = [USMUser("plain"), USMUser("monitor", authentication: .init(.sha1, "maplesyrup"))]
        let engine = AuthoritativeEngine(EngineID(bytes(FuzzSeeds.engineID)), boots: 4)
        var receiver = TrapReceiver(TrapAccess(users: users), engine: engine)
        guard let source = Endpoint("10.0.0.7", port: 50_000) else { return { _ in false } }
        return { datagram in
            switch receiver.receive(datagram, from: source, now: .now) {
            case .refused: false
            default: true
            }
        }
    }
}
