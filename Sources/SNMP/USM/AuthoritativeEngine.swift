/// The side of SNMPv3 whose clock counts (RFC 3414 §3.2): an agent, or the receiver of informs.
///
/// It answers what is not in order with the Report that the RFC wants, and hands out what is.
package struct AuthoritativeEngine: Sendable {
    private struct Account: Sendable {
        let user: USMUser
        let keys: LocalizedKeys?
        /// Keys extended the other way: none or one.
        let otherKeys: [LocalizedKeys]

        /// With the keys that open it, which are those to answer with.
        func open(_ message: USMMessage) -> (ScopedPDU, LocalizedKeys?)? {
            if let scoped = message.open(with: keys) { return (scoped, keys) }
            for keys in otherKeys where message.level == .authPriv {
                if let scoped = message.open(with: keys) { return (scoped, keys) }
            }
            return nil
        }
    }

    /// What is needed to answer a request.
    package struct ReplyContext: Sendable {
        let messageID: Int32
        package let level: SecurityLevel
        package let userName: OctetString
        package let contextEngineID: EngineID
        package let contextName: OctetString
        /// The largest message that the sender can take, in bytes.
        package let maximumSize: Int
        fileprivate let keys: LocalizedKeys?

        /// The same with another protection, as no engine may answer.
        func at(_ level: SecurityLevel) -> ReplyContext {
            ReplyContext(
                messageID: messageID, level: level, userName: userName, contextEngineID: contextEngineID,
                contextName: contextName, maximumSize: maximumSize, keys: keys)
        }
    }

    package enum Outcome: Sendable {
        /// To be answered with ``encode(_:for:atEndOf:)``, unless its kind wants no answer.
        case request(PDU, ReplyContext)
        /// To be sent to where the message came from.
        case report([UInt8])
        /// Nothing is said to it.
        case ignore
    }

    package let id: EngineID
    /// How often it has started: 1 to 2³¹−1, kept by the caller from one start to the next.
    package private(set) var boots: Int32
    private var start: Moment
    private var accounts: [OctetString: Account] = [:]
    private var counts: [USMReport: UInt32] = [:]
    private var salt = UInt64.random(in: .min ... .max)

    /// An engine whose time starts now.
    package init(_ id: EngineID, boots: Int32 = 1) {
        self.init(id, boots: boots, now: .now)
    }

    init(_ id: EngineID, boots: Int32, now: Moment) {
        self.id = id
        self.boots = boots
        start = now
    }

    /// Lets a user in, at the user's own level of security alone. Where its privacy key must be extended, that is done in the
    /// way given, or if none is given in both: what fits is taken.
    package mutating func add(_ credential: USMCredential, extension way: KeyExtension? = .blumenthal) {
        let others =
            way == nil && credential.user.needsKeyExtension
            ? credential.keys.localized(to: id, extension: .reeder) : nil
        accounts[credential.name] = Account(
            user: credential.user, keys: credential.keys.localized(to: id, extension: way ?? .blumenthal),
            otherKeys: others.map { [$0] } ?? [])
    }

    /// Sets its clock, which a well-behaved engine does not do.
    package mutating func setClock(boots: Int32, time: Int32) {
        setClock(boots: boots, time: time, now: .now)
    }

    mutating func setClock(boots: Int32, time: Int32, now: Moment) {
        self.boots = boots
        start = now + -Int64(time) * 1_000_000_000
    }

    func time(at now: Moment) -> Int32 {
        Int32(clamping: max(0, now.nanoseconds - start.nanoseconds) / 1_000_000_000)
    }

    /// Takes a datagram, which it may change.
    package mutating func receive(_ datagram: UnsafeMutableRawBufferPointer) -> Outcome {
        receive(datagram, now: .now)
    }

    mutating func receive(_ datagram: UnsafeMutableRawBufferPointer, now: Moment) -> Outcome {
        guard let message = try? USMMessage(datagram) else { return .ignore }
        return receive(message, now: now)
    }

    mutating func receive(_ message: USMMessage, now: Moment) -> Outcome {
        switch judge(message, now: now) {
        case .request(let pdu, let context): .request(pdu, context)
        case .refused(let report, let keys):
            self.report(report, message, now, signedWith: keys).map { .report($0) } ?? .ignore
        case .unreadable: .ignore
        }
    }

    enum Judgement {
        case request(PDU, ReplyContext)
        /// A Report is due, signed with the keys if there are some.
        case refused(USMReport, LocalizedKeys?)
        /// Genuine, but no PDU.
        case unreadable
    }

    mutating func judge(_ message: USMMessage, now: Moment) -> Judgement {
        guard id.matches(message.engineID) else { return .refused(.unknownEngineID, nil) }
        let name = OctetString(copying: message.userName)
        guard let account = accounts[name] else { return .refused(.unknownUserName, nil) }
        // Below its own level a user may learn the time, as managers do first (RFC 3414 §4), and nothing else.
        let level = account.user.level
        guard message.level == level || message.level == .authNoPriv && level == .authPriv else {
            return .refused(.unsupportedSecurityLevel, nil)
        }
        if let keys = account.keys {
            guard message.isGenuine(by: keys) else { return .refused(.wrongDigest, nil) }
            guard isTimely(message, now) else { return .refused(.notInTimeWindow, keys) }
        }
        guard message.level == level else { return .refused(.unsupportedSecurityLevel, nil) }
        guard let (scoped, keys) = account.open(message) else {
            return level == .authPriv ? .refused(.decryptionError, account.keys) : .unreadable
        }
        guard let pdu = try? scoped.decoded() else { return .unreadable }
        return .request(
            pdu,
            ReplyContext(
                messageID: message.messageID, level: level, userName: name,
                contextEngineID: EngineID(copying: scoped.contextEngineID),
                contextName: OctetString(copying: scoped.contextName), maximumSize: Int(message.maximumSize),
                keys: keys))
    }

    /// RFC 3414 §3.2 step 7a.
    private func isTimely(_ message: USMMessage, _ now: Moment) -> Bool {
        boots != EngineClock.maximumBoots && message.boots == boots
            && abs(Int64(message.time) - Int64(time(at: now))) <= Int64(EngineClock.window)
    }

    /// Writes the answer to a request at the end of `memory`; its size, or `nil` if it does not fit.
    package mutating func encode(
        _ pdu: PDU, for context: ReplyContext, atEndOf memory: UnsafeMutableRawBufferPointer
    ) -> Int? {
        encode(pdu, for: context, now: .now, atEndOf: memory)
    }

    /// The same for a PDU that is encoded already.
    package mutating func encode(
        encodedPDU pdu: UnsafeRawBufferPointer, for context: ReplyContext,
        atEndOf memory: UnsafeMutableRawBufferPointer
    ) -> Int? {
        envelope(for: context, now: .now).encode(with: context.keys, atEndOf: memory) { $0.prepend(pdu) }
    }

    mutating func encode(
        _ pdu: PDU, for context: ReplyContext, now: Moment, atEndOf memory: UnsafeMutableRawBufferPointer
    ) -> Int? {
        envelope(for: context, now: now).encode(with: context.keys, atEndOf: memory) { $0.wholePDU(pdu) }
    }

    private mutating func envelope(for context: ReplyContext, now: Moment) -> USMEnvelope {
        salt &+= 1
        return USMEnvelope(
            messageID: context.messageID, level: context.level, isReportable: false, engineID: id, boots: boots,
            time: time(at: now), userName: context.userName, contextEngineID: context.contextEngineID,
            contextName: context.contextName, salt: context.keys?.salt(salt, boots: boots) ?? 0)
    }

    /// RFC 3412 §7.1 step 3: only about what asks for it, and with the request's own identifier if that can be read.
    mutating func report(
        _ report: USMReport, _ message: USMMessage, _ now: Moment, signedWith keys: LocalizedKeys? = nil
    ) -> [UInt8]? {
        guard message.isReportable else { return nil }
        let count = (counts[report] ?? 0) &+ 1
        counts[report] = count
        let requestID = message.level == .authPriv ? nil : message.open(with: nil)?.requestID
        let pdu = PDU(.report, requestID: requestID ?? 0, varBinds: [VarBind(report.object, .counter32(count))])
        let context = ReplyContext(
            messageID: message.messageID, level: keys == nil ? .noAuthNoPriv : .authNoPriv,
            userName: OctetString(copying: message.userName), contextEngineID: id, contextName: OctetString([]),
            maximumSize: Int(message.maximumSize), keys: keys)
        return bytes(of: pdu, for: context, now: now, limit: 512)
    }

    /// The answer to a request; `nil` if it is larger than `limit` bytes.
    mutating func bytes(of pdu: PDU, for context: ReplyContext, now: Moment, limit: Int) -> [UInt8]? {
        withUnsafeTemporaryAllocation(byteCount: limit, alignment: 16) { memory in
            encode(pdu, for: context, now: now, atEndOf: memory).map { [UInt8](memory[(memory.count - $0)...]) }
        }
    }
}
