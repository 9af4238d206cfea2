/// SNMPv3 with one device as one user: which message goes out next, and what follows from one that came in.
///
/// It decides and encodes; it has no socket, no clock and no timer. The caller keeps a ``USMExchange`` for each request,
/// finds it by the message identifier, which must not be guessable and stays the same when a request is sent again, and
/// - sends what ``encode(_:messageID:contextName:now:atEndOf:pdu:)`` writes, encoded for each attempt;
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
        salt &+= 1
        if exchange.asksChallenger, let engine = challenger.first {
            return engine.encode(&exchange, messageID, contextName, credential, salt, now, memory, pdu)
        }
        if known != nil {
            return known?.encode(&exchange, messageID, contextName, credential, salt, now, memory, pdu)
        }
        exchange.sent = .discovery
        return USMEnvelope.discovery(messageID).encode(with: nil, atEndOf: memory) {
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
    func fault(of exchange: USMExchange, in context: OctetString = OctetString()) -> USMFault? {
        cause(of: exchange, isInContext: !context.isEmpty).map { USMFault($0, of: credential.user, in: context) }
    }

    private func cause(of exchange: USMExchange, isInContext: Bool) -> USMFault.Kind? {
        if let complaint = exchange.complaint { return complaint.fault }
        guard exchange.sent != .discovery, let known else { return nil }
        guard known.isProven else { return .silentToUser }
        if credential.user.level == .authPriv, !known.hasPrivacy { return .silentWhenEncrypted }
        return isInContext && exchange.corrections > 0 ? .silentInContext : nil
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
        if known?.engineID.matches(message.engineID) == true {
            return known?.receive(message, for: &exchange, of: credential, notice: &notice, now: now) ?? .wait
        }
        if var engine = challenger.first, engine.engineID.matches(message.engineID) {
            let action = engine.receive(message, for: &exchange, of: credential, notice: &notice, now: now)
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
        guard exchange.correct() else { return .wait }
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
}
