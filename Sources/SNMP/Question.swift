/// One request to one device, and who asks it. Once it is handed over, the thread of ``Wire`` alone touches it.
final class Question {
    let device: Device
    let target: SNMPTarget
    let pdu: EncodedPDU
    /// How often to ask in all.
    let attempts: Int
    private let asker: any Asker
    /// What the asker tells its questions apart by.
    private let tag: Int

    /// Once it is on its way.
    var id: RequestID?
    /// ``UDPSocket/drops`` when it was first sent.
    var dropsBefore: UInt32 = 0
    private(set) var isFinished = false

    /// `attempts` is as often as the target says if `nil`.
    init(
        _ pdu: EncodedPDU, of target: SNMPTarget, at device: Device, by asker: any Asker, tag: Int = 0,
        attempts: Int? = nil
    ) {
        self.pdu = pdu
        self.target = target
        self.device = device
        self.asker = asker
        self.tag = tag
        self.attempts = attempts ?? 1 + max(0, target.retries)
    }

    /// Whether a reply can be to this request, by what only the device and we know.
    func isAnswered(by header: MessageHeader) -> Bool {
        guard header.kind == .response, let community = target.credentials.community else { return false }
        return community.matches(header.community)
    }

    /// Writes the message that asks it.
    func write(with writer: inout BERWriter) {
        guard let id, let community = target.credentials.community else { return }
        writer.message(pdu, id: id, version: target.credentials.version, community: community)
    }

    /// Tells the asker. Only the first end counts.
    func finish(_ result: Result<Reply, SNMPError>, on wire: Wire) {
        guard !isFinished else { return }
        isFinished = true
        asker.received(result, to: tag, on: wire)
    }

    /// Ends it untold.
    func abandon() {
        isFinished = true
    }
}

/// Who asks devices questions and makes something of the replies, on the thread of ``Wire``.
///
/// Others hand it over to that thread and do not touch it again, but for what it says is theirs.
protocol Asker: AnyObject, Sendable {
    /// Asks its first questions.
    func begin(on wire: Wire)
    /// The end of a question. The reply is valid during the call.
    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on wire: Wire)
    /// Those who wait for it have more room for what it finds.
    func resume(on wire: Wire)
    /// Gives up what it asks. May come before it begins.
    func cancel(on wire: Wire)
    /// Hands over what it has found meanwhile. Called at the end of a turn of the thread, if it asked for that.
    func handOver()
    /// The client is closed, and it has not begun.
    func close()
}
