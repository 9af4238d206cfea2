/// SNMPv3 with one device as one user: which message goes out next, and what follows from one that came in.
///
/// It decides and encodes; it has no socket, no clock and no timer. The caller keeps a ``USMExchange`` for each request,
/// finds it by the message identifier, which must not be guessable and stays the same when a request is sent again, and
/// - sends what ``encode(_:messageID:contextName:now:atEndOf:pdu:)`` writes, each time anew;
/// - hands every message under that identifier to ``receive(_:for:now:)``;
/// - says ``timedOut(_:)`` before it sends again for want of an answer;
/// - asks ``fault(of:)`` why, when it gives up.
///
/// What an authentic message says is believed. What comes without a MAC is heard as far as it can do no harm: it may make us
/// ask the engine that it names, or send with the time that it names, a few times for each request; it never replaces an
/// engine or a clock that is known, and never ends a request.
struct USMPeer: Sendable {
    let credential: USMCredential
    private var known: EngineAssociation?
    /// An engine that answered in place of the known one, not believed yet: none or one.
    private var challenger: [EngineAssociation] = []
    private var salt: UInt64
    /// Something an operator should know although requests succeed.
    private var notice: USMFault.Kind?

    private static let maximumCorrections: UInt8 = 6

    init(_ credential: USMCredential) {
        self.credential = credential
        salt = .random(in: .min ... .max)
    }

    /// A device known from before. `storedKeys` are what ``storedKeys`` gave; without them they are made again.
    init(
        _ credential: USMCredential, _ snapshot: EngineSnapshot, storedKeys: [UInt8]? = nil, now: Moment,
        wallClock: Int64
    ) {
        self.init(credential)
        var known = EngineAssociation(
            snapshot.engineID, credential, extension: snapshot.keyExtension ?? .blumenthal, storedKeys: storedKeys)
        known.isProven = true
        known.hasPrivacy = snapshot.hasPrivacy
        if credential.user.level > .noAuthNoPriv {
            known.clock = snapshot.clock(now: now, wallClock: wallClock)
        }
        self.known = known
    }

    /// The engine that is asked; `nil` before it is discovered.
    var engineID: EngineID? { known?.engineID }

    /// What to keep of it; `nil` until the engine has answered authentically.
    func snapshot(now: Moment, wallClock: Int64) -> EngineSnapshot? {
        guard let known, known.isProven else { return nil }
        let extended = credential.user.needsKeyExtension && known.hasPrivacy ? known.way : nil
        return EngineSnapshot(
            engineID: known.engineID, boots: known.clock?.boots ?? 0, time: known.clock?.time(at: now) ?? 0,
            latestReceivedTime: known.clock?.latestReceivedTime ?? 0, takenAt: wallClock, keyExtension: extended,
            hasPrivacy: known.hasPrivacy)
    }

    /// The keys for the known engine, to be kept secret; `nil` if there are none, or they are made again in no time.
    var storedKeys: [UInt8]? {
        credential.user.needsKeyExtension && known?.way == .reeder ? known?.keys?.stored : nil
    }

    /// The engine's boots and time by authentic messages.
    func clock(at now: Moment) -> (boots: Int32, time: Int32)? {
        known?.clock.map { ($0.boots, $0.time(at: now)) }
    }

    /// Forgets the engine's clock and asks for it again, as an operator may wish.
    mutating func resynchronise() {
        known?.clock = nil
        known?.hint = nil
        challenger = []
    }

    /// What an operator should know, once.
    mutating func takeNotice() -> USMFault? {
        defer { notice = nil }
        return notice.map { USMFault($0, of: credential.user, isAuthentic: true) }
    }
}

extension EngineAssociation {
    fileprivate init(
        _ engineID: EngineID, _ credential: USMCredential, extension way: KeyExtension, storedKeys: [UInt8]?
    ) {
        if let keys = storedKeys.flatMap({ LocalizedKeys(stored: $0, for: credential.user) }) {
            self.init(engineID, keys, extension: way)
        } else {
            self.init(engineID, credential, extension: way)
        }
    }
}

/// Sending.
extension USMPeer {
    /// Writes the message that is to go out now at the end of `memory`: the request, or what must be asked before. Its size;
    /// `nil` if it does not fit.
    ///
    /// `pdu` writes the request's PDU with its header; its identifier should be `messageID` too.
    mutating func encode(
        _ exchange: inout USMExchange, messageID: Int32, contextName: OctetString, now: Moment,
        atEndOf memory: UnsafeMutableRawBufferPointer, pdu: (inout BERWriter) -> Void
    ) -> Int? {
        guard let engine = exchange.asksChallenger ? challenger.first ?? known : known else {
            exchange.sent = .discovery
            return USMEnvelope.discovery(messageID).encode(with: nil, atEndOf: memory) {
                $0.wholePDU(PDU(.get, requestID: messageID, varBinds: []))
            }
        }
        let level = credential.user.level
        let isSynchronisation = exchange.wantsSynchronisation && level > .noAuthNoPriv
        let (boots, time) = isSynchronisation ? (0, 0) : engine.time(at: now)
        salt &+= 1
        let envelope = USMEnvelope(
            messageID: messageID, level: isSynchronisation ? .authNoPriv : level, isReportable: true,
            engineID: engine.engineID, boots: boots, time: time, userName: credential.name,
            contextEngineID: engine.engineID, contextName: contextName,
            salt: engine.keys?.salt(salt, boots: boots) ?? 0)
        exchange.sent = isSynchronisation ? .synchronisation : .request
        exchange.way = engine.way
        guard isSynchronisation else { return envelope.encode(with: engine.keys, atEndOf: memory, pdu: pdu) }
        return envelope.encode(with: engine.keys, atEndOf: memory) {
            $0.wholePDU(PDU(.get, requestID: messageID, varBinds: []))
        }
    }

    /// No answer came in time; the request is about to be sent again.
    ///
    /// Agents say nothing to what they cannot decrypt, as a rule. So while privacy has not worked yet, the other way to
    /// extend the key is tried, and whether the authentication key is right is asked on the way.
    mutating func timedOut(_ exchange: inout USMExchange) {
        exchange.asksChallenger = false
        guard exchange.sent != .discovery, known != nil else { return }
        if known?.clock != nil { known?.hint = nil }
        guard credential.user.level == .authPriv, known?.hasPrivacy == false else { return }
        exchange.wantsSynchronisation = known?.isProven == false && exchange.sent == .request
        guard exchange.sent == .request, credential.user.needsKeyExtension, known?.way == exchange.way else { return }
        known?.extendOtherwise(credential)
    }

    /// Why the request came to nothing, as far as can be told; `nil` if the device was simply silent.
    func fault(of exchange: USMExchange) -> USMFault? {
        if let complaint = exchange.complaint { return USMFault(complaint.fault, of: credential.user) }
        guard exchange.sent != .discovery, let known else { return nil }
        guard known.isProven else { return USMFault(.silentToUser, of: credential.user) }
        guard credential.user.level == .authPriv, !known.hasPrivacy else { return nil }
        return USMFault(.silentWhenEncrypted, of: credential.user)
    }
}

extension USMEnvelope {
    /// RFC 3414 §4: nobody's engine, no user, nothing asked.
    fileprivate static func discovery(_ messageID: Int32) -> USMEnvelope {
        USMEnvelope(
            messageID: messageID, level: .noAuthNoPriv, isReportable: true, engineID: .unknown, boots: 0, time: 0,
            userName: OctetString([]), contextEngineID: .unknown, salt: 0)
    }
}

/// Receiving.
extension USMPeer {
    enum Action {
        /// The answer, or rather what is in it; it points into the message.
        case response(ScopedPDU)
        /// Send again at once, with ``encode(_:messageID:contextName:now:atEndOf:pdu:)``.
        case sendAgain
        /// Go on waiting.
        case wait
        /// The device says authentically that it will not answer.
        case failed(USMFault)
    }

    /// A message came in under the identifier of the exchange's request.
    mutating func receive(_ message: USMMessage, for exchange: inout USMExchange, now: Moment) -> Action {
        if let known, known.engineID.matches(message.engineID) {
            var engine = known
            let action = receive(message, from: &engine, for: &exchange, now: now)
            self.known = engine
            return action
        }
        if var engine = challenger.first, engine.engineID.matches(message.engineID) {
            let action = receive(message, from: &engine, for: &exchange, now: now)
            if engine.isProven { succeed(to: engine) } else { challenger = [engine] }
            return action
        }
        return receiveFromStranger(message, for: &exchange, now: now)
    }

    private mutating func succeed(to engine: EngineAssociation) {
        if let known, known.isProven { notice = .engineChanged(from: known.engineID, to: engine.engineID) }
        known = engine
        challenger = []
    }

    /// An engine that we have not asked. It is asked next, if that is what it answers.
    private mutating func receiveFromStranger(
        _ message: USMMessage, for exchange: inout USMExchange, now: Moment
    ) -> Action {
        guard EngineID.isPlausible(message.engineID), message.level == .noAuthNoPriv,
            let scoped = message.open(with: nil)
        else { return .wait }
        // Some agents answer discovery with another Report than the one of the RFC, or with a response.
        guard exchange.sent == .discovery || scoped.report == .unknownEngineID else { return .wait }
        guard correct(&exchange) else { return .wait }
        var engine = EngineAssociation(EngineID(copying: message.engineID), credential)
        engine.hint = EngineClock(boots: message.boots, time: message.time, now: now)
        if known == nil {
            known = engine
        } else {
            challenger = [engine]
            exchange.asksChallenger = true
        }
        return .sendAgain
    }

    /// `false` if it was sent again often enough.
    private func correct(_ exchange: inout USMExchange) -> Bool {
        guard exchange.corrections < Self.maximumCorrections else { return false }
        exchange.corrections += 1
        return true
    }

    private mutating func receive(
        _ message: USMMessage, from engine: inout EngineAssociation, for exchange: inout USMExchange, now: Moment
    ) -> Action {
        guard message.level > .noAuthNoPriv else { return receiveUnprotected(message, &engine, &exchange, now) }
        guard let keys = engine.keys, message.isGenuine(by: keys) else {
            exchange.complaint = exchange.complaint ?? .notAuthentic
            return .wait
        }
        engine.isProven = true
        exchange.wantsSynchronisation = false
        switch engine.receiveTime(of: message, now: now) {
        case .timely, .restarted: break
        case .stale: notice = .clockWentBack
        case .exhausted: return failure(.bootsExhausted)
        }
        guard let scoped = engine.open(message) else { return refusePrivacy(&engine, &exchange, isAuthentic: true) }
        if let report = scoped.report { return obey(report, &engine, &exchange) }
        guard message.level == credential.user.level, scoped.kind == PDU.Kind.response.rawValue else { return .wait }
        if message.level == .authPriv { engine.hasPrivacy = true }
        return .response(scoped)
    }

    private func failure(_ kind: USMFault.Kind) -> Action {
        .failed(USMFault(kind, of: credential.user, isAuthentic: true))
    }

    /// A Report that the engine's key vouches for.
    private mutating func obey(
        _ report: USMReport, _ engine: inout EngineAssociation, _ exchange: inout USMExchange
    ) -> Action {
        switch report {
        case .notInTimeWindow: correct(&exchange) ? .sendAgain : failure(.outsideTimeWindow)
        case .decryptionError: refusePrivacy(&engine, &exchange, isAuthentic: true)
        default: failure(report.fault)
        }
    }

    /// Nothing vouches for it. A user without authentication has nothing better to go by.
    private mutating func receiveUnprotected(
        _ message: USMMessage, _ engine: inout EngineAssociation, _ exchange: inout USMExchange, _ now: Moment
    ) -> Action {
        guard let scoped = message.open(with: nil) else { return .wait }
        let isAllThereIs = credential.user.level == .noAuthNoPriv
        guard let report = scoped.report else {
            guard isAllThereIs, scoped.kind == PDU.Kind.response.rawValue, exchange.sent == .request else {
                return .wait
            }
            engine.isProven = true
            return .response(scoped)
        }
        // The engine has been discovered for another request meanwhile.
        if exchange.sent == .discovery { return correct(&exchange) ? .sendAgain : .wait }
        switch report {
        case .notInTimeWindow:
            exchange.complaint = .report(report)
            engine.hint = EngineClock(boots: message.boots, time: message.time, now: now)
            return correct(&exchange) ? .sendAgain : .wait
        case .decryptionError:
            return refusePrivacy(&engine, &exchange, isAuthentic: false)
        default:
            exchange.complaint = .report(report)
            return isAllThereIs ? .failed(USMFault(report.fault, of: credential.user)) : .wait
        }
    }

    /// What one of us encrypted, the other cannot decrypt. There may be another way to extend the key.
    private func refusePrivacy(
        _ engine: inout EngineAssociation, _ exchange: inout USMExchange, isAuthentic: Bool
    ) -> Action {
        if credential.user.needsKeyExtension, !exchange.hasTriedBothWays, correct(&exchange) {
            exchange.hasTriedBothWays = true
            if engine.way == exchange.way { engine.extendOtherwise(credential) }
            return .sendAgain
        }
        exchange.complaint = .report(.decryptionError)
        return isAuthentic ? failure(.wrongPrivacy) : .wait
    }
}

extension USMExchange.Complaint {
    fileprivate var fault: USMFault.Kind {
        switch self {
        case .report(let report): report.fault
        case .notAuthentic: .replyNotAuthentic
        }
    }
}

extension USMReport {
    fileprivate var fault: USMFault.Kind {
        switch self {
        case .unsupportedSecurityLevel: .unsupportedSecurityLevel
        case .notInTimeWindow: .outsideTimeWindow
        case .unknownUserName: .unknownUser
        case .unknownEngineID: .unknownEngine
        case .wrongDigest: .wrongAuthentication
        case .decryptionError: .wrongPrivacy
        case .unknownContext, .unavailableContext: .unknownContext
        case .unknownSecurityModel, .invalidMessage, .unknownPDUHandler, .other: .reported(object)
        }
    }
}
