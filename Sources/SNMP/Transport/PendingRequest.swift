/// One request to one device, and who asks it. Once it is handed over, the thread of ``Transport`` alone touches it.
final class PendingRequest {
    let device: Device
    let destination: Destination
    let pdu: EncodedPDU
    /// How often to ask in all.
    let attempts: Int
    private let driver: any RequestDriver
    /// What the driver tells its requests apart by.
    private let tag: Int

    /// Once it is on its way.
    var id: RequestID?
    /// When it was handed to the transport.
    var askedAt = Moment(nanoseconds: 0)
    /// When it was last sent.
    var sentAt = Moment(nanoseconds: 0)
    /// ``UDPSocket/drops`` when it was first sent.
    var dropsBefore: UInt32 = 0
    private(set) var isFinished = false
    /// What SNMPv3 remembers of it.
    private var exchange = USMExchange()

    /// `attempts` is as often as the target says if `nil`.
    init(
        _ pdu: EncodedPDU, of destination: Destination, at device: Device, by driver: any RequestDriver, tag: Int = 0,
        attempts: Int? = nil
    ) {
        self.pdu = pdu
        self.destination = destination
        self.device = device
        self.driver = driver
        self.tag = tag
        self.attempts = attempts ?? 1 + min(max(0, destination.target.retries), Self.mostRetries)
    }

    private static var mostRetries: Int { 1_000 }

    var target: SNMPTarget { destination.target }

    /// Whether it has waited for as long as it was to wait for an answer, and no other request got one meanwhile.
    func isOverdue(now: Moment, lastAnswer: Moment) -> Bool {
        max(askedAt, lastAnswer) + target.timeout.timeoutNanoseconds * Int64(attempts) <= now
    }

    /// Whether a reply can be to this request, by what only the device and we know.
    func isAnswered(by header: MessageHeader) -> Bool {
        guard header.kind == .response, let community = target.credentials.community else { return false }
        return community.matches(header.community)
    }

    /// What a message under its identifier is that is no answer to it.
    func mismatch(of header: MessageHeader, from source: Endpoint) -> RejectedReply {
        guard header.kind == .response else { return .echo }
        guard let community = target.credentials.community else { return .otherVersion(header.version) }
        return community.matches(header.community) ? .otherSource(source) : .otherCommunity
    }

    /// Writes the message that asks it, or what must be asked before, at the end of `memory`. Its size; `nil` if it does not
    /// fit.
    func write(atEndOf memory: UnsafeMutableRawBufferPointer, now: Moment) -> Int? {
        guard let id else { return nil }
        if let credential = destination.credential {
            let context = target.credentials.context
            return device.peer(of: credential) { peer in
                peer.encode(&exchange, messageID: id, contextName: context, now: now, atEndOf: memory) {
                    $0.pdu(pdu, id: id)
                }
            }
        }
        guard let community = target.credentials.community else { return nil }
        var writer = BERWriter(endingAt: memory)
        writer.message(pdu, id: id, version: target.credentials.version, community: community)
        return writer.isFull ? nil : writer.count
    }

    /// What a message of v3 under its identifier means; `nil` if it is not asked in v3.
    func receive(_ message: USMMessage, now: Moment) -> USMPeer.Action? {
        guard let credential = destination.credential else { return nil }
        return device.peer(of: credential) { $0.receive(message, for: &exchange, now: now) }
    }

    /// It is about to be sent again for want of an answer.
    func timedOut() {
        guard let credential = destination.credential else { return }
        device.peer(of: credential) { $0.timedOut(&exchange) }
    }

    /// What SNMPv3 knows of why no answer came.
    var securityFault: USMFault? {
        destination.credential.flatMap { credential in
            device.peer(of: credential) { $0.fault(of: exchange, in: target.credentials.context) }
        }
    }

    /// The engine that answered as its user sees it, and what is odd about it, once.
    func engineState(now: Moment) -> (engineID: EngineID, clock: (boots: Int32, time: Int32)?, notice: USMFault?)? {
        guard let credential = destination.credential else { return nil }
        return device.peer(of: credential) { peer in
            peer.engineID.map { ($0, peer.clock(at: now), peer.takeNotice()) }
        }
    }

    /// Whether others have to wait until it is known whom they are to ask.
    var asksStranger: Bool {
        destination.credential.map { credential in device.peer(of: credential) { $0.engineID == nil } } ?? false
    }

    /// Tells the driver. Only the first end counts.
    func finish(_ result: Result<Reply, SNMPError>, on transport: Transport) {
        guard !isFinished else { return }
        isFinished = true
        driver.received(result, to: tag, on: transport)
    }

    /// Ends it untold.
    func abandon() {
        isFinished = true
    }
}
