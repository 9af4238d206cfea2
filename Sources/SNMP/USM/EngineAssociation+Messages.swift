/// Sending.
extension EngineAssociation {
    /// Writes the request, or if that is due the request for the engine's time.
    func encode(
        _ exchange: inout USMExchange, _ messageID: Int32, _ contextName: OctetString, _ credential: USMCredential,
        _ counter: UInt64, _ now: Moment, _ memory: UnsafeMutableRawBufferPointer, _ pdu: (inout BERWriter) -> Void
    ) -> Int? {
        let level = credential.user.level
        let isSynchronisation = exchange.wantsSynchronisation && level > .noAuthNoPriv
        let (boots, time) = isSynchronisation ? (0, 0) : time(at: now)
        let envelope = USMEnvelope(
            messageID: messageID, level: isSynchronisation ? .authNoPriv : level, isReportable: true,
            engineID: engineID, boots: boots, time: time, userName: credential.name, contextEngineID: engineID,
            contextName: contextName, salt: keys?.salt(counter, boots: boots) ?? 0)
        exchange.sent = isSynchronisation ? .synchronisation : .request
        exchange.way = way
        guard isSynchronisation else { return envelope.encode(with: keys, atEndOf: memory, pdu: pdu) }
        return envelope.encode(with: keys, atEndOf: memory) {
            $0.wholePDU(PDU(.get, requestID: messageID, varBinds: []))
        }
    }
}

/// Receiving.
extension EngineAssociation {
    typealias Action = USMPeer.Action

    /// A message of this engine came in under the identifier of the exchange's request.
    mutating func receive(
        _ message: USMMessage, for exchange: inout USMExchange, of credential: USMCredential,
        notice: inout USMFault.Kind?, now: Moment
    ) -> Action {
        let user = credential.user
        guard message.level > .noAuthNoPriv else { return receiveUnprotected(message, &exchange, credential, now) }
        guard isGenuine(message) else {
            exchange.complaint = exchange.complaint ?? .notAuthentic
            return .wait
        }
        isProven = true
        exchange.wantsSynchronisation = false
        switch receiveTime(of: message, now: now) {
        case .timely, .restarted: break
        case .stale: notice = .clockWentBack
        case .exhausted: return .failure(.bootsExhausted, user)
        }
        guard let scoped = open(message) else { return refusePrivacy(&exchange, credential, isAuthentic: true) }
        if let report = scoped.report { return obey(report, &exchange, credential) }
        guard message.level == user.level, scoped.kind == PDU.Kind.response.rawValue else { return .wait }
        if message.level == .authPriv { hasPrivacy = true }
        return .response(scoped)
    }

    /// A Report that the engine's key vouches for.
    private mutating func obey(
        _ report: USMReport, _ exchange: inout USMExchange, _ credential: USMCredential
    ) -> Action {
        switch report {
        case .notInTimeWindow: exchange.correct() ? .sendAgain : .failure(.outsideTimeWindow, credential.user)
        case .decryptionError: refusePrivacy(&exchange, credential, isAuthentic: true)
        default: .failure(report.fault, credential.user)
        }
    }

    /// Nothing vouches for it. A user without authentication has nothing better to go by.
    private mutating func receiveUnprotected(
        _ message: USMMessage, _ exchange: inout USMExchange, _ credential: USMCredential, _ now: Moment
    ) -> Action {
        guard let scoped = message.open(with: nil) else { return .wait }
        let isAllThereIs = credential.user.level == .noAuthNoPriv
        guard let report = scoped.report else {
            guard isAllThereIs, scoped.kind == PDU.Kind.response.rawValue, exchange.sent == .request else {
                return .wait
            }
            isProven = true
            return .response(scoped)
        }
        // The engine has been discovered for another request meanwhile.
        if exchange.sent == .discovery { return exchange.correct() ? .sendAgain : .wait }
        switch report {
        // Discovery was asked for twice, and this is the second answer.
        case .unknownEngineID: return .wait
        case .notInTimeWindow:
            exchange.complaint = .report(report)
            hint = EngineClock(boots: message.boots, time: message.time, now: now)
            return exchange.correct() ? .sendAgain : .wait
        case .decryptionError:
            return refusePrivacy(&exchange, credential, isAuthentic: false)
        default:
            exchange.complaint = .report(report)
            return isAllThereIs ? .failed(USMFault(report.fault, of: credential.user)) : .wait
        }
    }

    /// What one of us encrypted, the other cannot decrypt. There may be another way to extend the key.
    private mutating func refusePrivacy(
        _ exchange: inout USMExchange, _ credential: USMCredential, isAuthentic: Bool
    ) -> Action {
        if credential.user.needsKeyExtension, !exchange.hasTriedBothWays, exchange.correct() {
            exchange.hasTriedBothWays = true
            if way == exchange.way { extendOtherwise(credential) }
            return .sendAgain
        }
        exchange.complaint = .report(.decryptionError)
        return isAuthentic ? .failure(.wrongPrivacy, credential.user) : .wait
    }
}

extension USMPeer.Action {
    fileprivate static func failure(_ kind: USMFault.Kind, _ user: USMUser) -> USMPeer.Action {
        .failed(USMFault(kind, of: user, isAuthentic: true))
    }
}

extension USMExchange.Complaint {
    var fault: USMFault.Kind {
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
        case .wrongDigest: .wrongAuthentication
        case .decryptionError: .wrongPrivacy
        case .unknownContext, .unavailableContext: .unknownContext
        case .unknownSecurityModel, .invalidMessage, .unknownPDUHandler, .unknownEngineID, .other: .reported(object)
        }
    }
}
