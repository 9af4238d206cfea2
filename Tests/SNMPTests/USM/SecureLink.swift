@testable import SNMP

/// Asks an agent as a ``USMPeer`` says, one request at a time.
struct SecureLink {
    var peer: USMPeer
    private let socket: LoopbackSocket
    /// What was sent.
    private(set) var log: [String] = []
    private var isDue = false
    private var messageID = Int32.random(in: 1...1_000_000)

    enum Result: Equatable {
        case answer([VarBind])
        case failed(USMFault)
        case silence(USMFault?)

        var fault: USMFault? {
            switch self {
            case .answer: nil
            case .failed(let fault): fault
            case .silence(let fault): fault
            }
        }
    }

    init(_ credential: USMCredential, port: UInt16) throws {
        peer = USMPeer(credential)
        socket = try LoopbackSocket()
        socket.connect(to: port)
    }

    mutating func get(_ oid: OID, patience milliseconds: Int = 5_000, attempts: Int = 4) -> Result {
        messageID += 1
        socket.setTimeout(milliseconds: milliseconds)
        let pdu = PDU(.get, requestID: messageID, varBinds: [VarBind(oid)])
        var exchange = USMExchange()
        var memory = [UInt8](repeating: 0, count: 2_000)
        for attempt in 0..<attempts {
            if attempt > 0 { peer.timedOut(&exchange) }
            send(pdu, &exchange, &memory)
            receiving: while true {
                switch socket.receive() {
                case .nothing: break receiving
                // It has not started yet.
                case .refused: send(pdu, &exchange, &memory)
                case .datagram(var datagram):
                    switch receive(&datagram, &exchange) {
                    case .some(let result): return result
                    case nil where isDue: send(pdu, &exchange, &memory)
                    case nil: continue
                    }
                }
            }
        }
        return .silence(peer.fault(of: exchange))
    }

    private mutating func send(_ pdu: PDU, _ exchange: inout USMExchange, _ memory: inout [UInt8]) {
        isDue = false
        let id = messageID
        let datagram = memory.withUnsafeMutableBytes { memory in
            let size = peer.encode(
                &exchange, messageID: id, contextName: "", now: .now, atEndOf: memory, pdu: { $0.wholePDU(pdu) })
            return [UInt8](memory[(memory.count - (size ?? 0))...])
        }
        log.append("\(exchange.sent)")
        socket.send(datagram)
    }

    private mutating func receive(_ datagram: inout [UInt8], _ exchange: inout USMExchange) -> Result? {
        let id = messageID
        return datagram.withUnsafeMutableBytes { memory in
            guard let message = try? USMMessage(memory), message.messageID == id else { return nil }
            switch peer.receive(message, for: &exchange, now: .now) {
            case .response(let scoped): return (try? scoped.decoded()).map { .answer($0.varBinds) }
            case .failed(let fault): return .failed(fault)
            case .sendAgain:
                isDue = true
                return nil
            case .wait: return nil
            }
        }
    }
}
