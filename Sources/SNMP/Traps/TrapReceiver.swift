/// Makes notifications of datagrams: whose they are, whether they are to be believed, and what is answered. It has no socket.
struct TrapReceiver: Sendable {
    enum Outcome {
        /// To be handed on; only then the acknowledgement is sent, and ``handedOn(_:)`` called.
        case notification(TrapContent, SNMPNotification.Sender, Inform?)
        /// Was handed on before; to be acknowledged again.
        case repeated(acknowledgement: [UInt8])
        /// Part of the protocol of v3.
        case reply([UInt8])
        case refused(TrapRefusal.Reason, reply: [UInt8]? = nil)
    }

    /// A notification that its sender waits to have acknowledged.
    struct Inform {
        let requestID: Int32
        let acknowledgement: [UInt8]
    }

    private struct Device: Hashable, Sendable {
        let address: Endpoint
        let engineID: EngineID
        let user: OctetString
    }

    private let access: TrapAccess
    private let credentials: [OctetString: USMCredential]
    /// We ourselves, the authority for informs.
    private var engine: AuthoritativeEngine
    /// The engines that have sent us something authentic, the authorities for traps.
    private var devices: [Device: EngineAssociation] = [:]
    private var recent = RecentInforms()

    private static let maximumDevices = 200_000
    private static let maximumSize = 65_507

    /// Derives the users' keys, a millisecond for each passphrase.
    init(_ access: TrapAccess, engine: AuthoritativeEngine) {
        self.access = access
        var engine = engine
        var credentials: [OctetString: USMCredential] = [:]
        for user in access.users {
            let credential = USMCredential(user)
            credentials[credential.name] = credential
            engine.add(credential, extension: nil)
        }
        self.credentials = credentials
        self.engine = engine
    }

    /// Takes a datagram, which it may change.
    mutating func receive(_ datagram: UnsafeMutableRawBufferPointer, from source: Endpoint, now: Moment) -> Outcome {
        do {
            let message = try CommunityTrap(UnsafeRawBufferPointer(datagram))
            return try receive(message, in: datagram, from: source, now: now)
        } catch .unknownVersion(USMMessage.version) {
            return receiveSecure(datagram, from: source, now: now)
        } catch .unknownVersion {
            return .refused(.unsupported)
        } catch {
            return .refused(.malformed)
        }
    }

    /// The inform was handed on: from now on it is known.
    mutating func handedOn(_ inform: Inform, _ content: TrapContent, from source: Endpoint, now: Moment) {
        recent.insert(inform.requestID, content, from: source, now: now)
    }

    private func inform(
        _ requestID: Int32, _ content: TrapContent, _ sender: SNMPNotification.Sender, acknowledgement: [UInt8],
        from source: Endpoint, now: Moment
    ) -> Outcome {
        guard !recent.contains(requestID, content, from: source, now: now) else {
            return .repeated(acknowledgement: acknowledgement)
        }
        return .notification(content, sender, Inform(requestID: requestID, acknowledgement: acknowledgement))
    }
}

/// v1 and v2c.
extension TrapReceiver {
    private func receive(
        _ message: CommunityTrap, in datagram: UnsafeMutableRawBufferPointer, from source: Endpoint, now: Moment
    ) throws(BERFault) -> Outcome {
        guard access.accepts(message.community) else { return .refused(.unknownCommunity) }
        guard let content = try message.content() else { return .refused(.malformed) }
        let sender: SNMPNotification.Sender = message.isVersion1 ? .v1 : .v2c
        guard message.isInform else { return .notification(content, sender, nil) }
        // RFC 3416 §4.2.7: the same with another tag.
        var acknowledgement = [UInt8](datagram[..<message.size])
        acknowledgement[message.tagOffset] = PDU.Kind.response.rawValue
        return inform(
            try message.requestID(), content, sender, acknowledgement: acknowledgement, from: source, now: now)
    }
}

/// v3.
extension TrapReceiver {
    private mutating func receiveSecure(
        _ datagram: UnsafeMutableRawBufferPointer, from source: Endpoint, now: Moment
    ) -> Outcome {
        do {
            let message = try USMMessage(datagram)
            let isForUs = message.engineID.isEmpty || engine.id.matches(message.engineID)
            guard !isForUs else { return receiveInform(message, from: source, now: now) }
            let outcome = receiveTrap(message, from: source, now: now)
            // An inform to an engine that we are no longer, or a guess.
            guard case .refused(let reason, _) = outcome, message.isReportable else { return outcome }
            let report = engine.report(.unknownEngineID, message, now)
            return reason == .malformed ? report.map { .reply($0) } ?? outcome : .refused(reason, reply: report)
        } catch .malformed {
            return .refused(.malformed)
        } catch {
            return .refused(.unsupported)
        }
    }

    /// The sender is the authority (RFC 3414 §1.5.1).
    private mutating func receiveTrap(_ message: USMMessage, from source: Endpoint, now: Moment) -> Outcome {
        let name = OctetString(copying: message.userName)
        guard let credential = credentials[name] else { return .refused(.unknownUser(name.description)) }
        let user = credential.user
        guard message.level == user.level else { return .refused(.wrongLevel(user, message.level)) }
        let device = Device(
            address: source.with(port: 0), engineID: EngineID(copying: message.engineID), user: name)
        var engine = devices[device] ?? EngineAssociation(device.engineID, credential)
        if user.level > .noAuthNoPriv {
            guard engine.isGenuine(message) else { return .refused(.wrongAuthentication(user)) }
            guard engine.isTimely(message, now: now) else { return .refused(.outsideTimeWindow(user)) }
        }
        guard let scoped = engine.openEitherWay(message, credential) else {
            return .refused(user.level == .authPriv ? .wrongPrivacy(user) : .malformed)
        }
        remember(engine, of: device, user)
        guard scoped.kind == PDU.Kind.trap.rawValue, let pdu = try? scoped.decoded(), let content = TrapContent(pdu)
        else { return .refused(.malformed) }
        return .notification(content, .v3(user: user.name, level: user.level, engineID: device.engineID), nil)
    }

    /// Only what the user's key vouches for is remembered, so that strangers cannot fill our memory.
    private mutating func remember(_ engine: EngineAssociation, of device: Device, _ user: USMUser) {
        guard user.level > .noAuthNoPriv else { return }
        if devices.count >= Self.maximumDevices, devices[device] == nil, let other = devices.keys.first {
            devices[other] = nil
        }
        devices[device] = engine
    }

    /// We are the authority.
    private mutating func receiveInform(_ message: USMMessage, from source: Endpoint, now: Moment) -> Outcome {
        switch engine.judge(message, now: now) {
        case .unreadable: return .refused(.malformed)
        case .refused(let report, let keys):
            let reply = engine.report(report, message, now, signedWith: keys)
            guard let reason = reason(report, message) else { return reply.map { .reply($0) } ?? .refused(.malformed) }
            return .refused(reason, reply: reply)
        case .request(var pdu, let context):
            guard pdu.kind == .inform, let content = TrapContent(pdu) else { return .refused(.malformed) }
            pdu.kind = .response
            guard let bytes = engine.bytes(of: pdu, for: context, now: now, limit: Self.maximumSize) else {
                return .refused(.malformed)
            }
            let sender = SNMPNotification.Sender.v3(
                user: context.userName.description, level: context.level, engineID: context.contextEngineID)
            return inform(pdu.requestID, content, sender, acknowledgement: bytes, from: source, now: now)
        }
    }

    /// `nil` for what belongs to discovery.
    private func reason(_ report: USMReport, _ message: USMMessage) -> TrapRefusal.Reason? {
        let name = OctetString(copying: message.userName)
        switch report {
        case .unknownUserName: return .unknownUser(name.description)
        case .wrongDigest: return credentials[name].map { .wrongAuthentication($0.user) }
        case .decryptionError: return credentials[name].map { .wrongPrivacy($0.user) }
        case .unsupportedSecurityLevel: return credentials[name].map { .wrongLevel($0.user, message.level) }
        default: return nil
        }
    }
}

extension EngineAssociation {
    /// Judges the time of an authentic message that nobody asked for: what is old may be played back.
    fileprivate mutating func isTimely(_ message: USMMessage, now: Moment) -> Bool {
        guard clock != nil else {
            clock = EngineClock(boots: message.boots, time: message.time, now: now)
            return message.boots != EngineClock.maximumBoots
        }
        switch clock?.receive(boots: message.boots, time: message.time, now: now) {
        case .timely, .restarted: return true
        case .stale, .exhausted, nil: return false
        }
    }

    /// Reads an authentic message, in whichever way its key was extended.
    fileprivate mutating func openEitherWay(_ message: USMMessage, _ credential: USMCredential) -> ScopedPDU? {
        if let scoped = open(message) { return scoped }
        guard credential.user.needsKeyExtension, !hasPrivacy else { return nil }
        extendOtherwise(credential)
        defer { hasPrivacy = true }
        return open(message)
    }
}
