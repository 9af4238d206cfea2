/// What is known of one engine at one address, for one user.
struct EngineAssociation: Sendable {
    let engineID: EngineID
    /// `nil` for a user without authentication.
    private(set) var keys: LocalizedKeys?
    /// How ``keys`` were extended, where they had to be.
    private(set) var way: KeyExtension
    /// The keys of the other way, once made.
    private var otherKeys: [LocalizedKeys] = []
    /// The engine's clock by authentic messages.
    var clock: EngineClock?
    /// Its clock by messages that nothing vouches for. It decides what we send next, and nothing else.
    var hint: EngineClock?
    /// Whether an authentic message has come from it, or for a user without authentication any response.
    var isProven = false
    /// Whether it has understood what we encrypted.
    var hasPrivacy = false

    init(_ engineID: EngineID, _ credential: USMCredential, extension way: KeyExtension = .blumenthal) {
        self.engineID = engineID
        self.way = way
        keys = credential.keys.localized(to: engineID, extension: way)
    }

    /// With keys known from before.
    init(_ engineID: EngineID, _ keys: LocalizedKeys, extension way: KeyExtension) {
        self.engineID = engineID
        self.way = way
        self.keys = keys
    }

    /// Tries the other way to extend the privacy key. The first time this takes up to a few milliseconds.
    mutating func extendOtherwise(_ credential: USMCredential) {
        turn(to: otherKeys.first ?? credential.keys.localized(to: engineID, extension: way.other))
    }

    func isGenuine(_ message: USMMessage) -> Bool {
        keys.map { message.isGenuine(by: $0) } ?? false
    }

    /// Reads a message in which either of the keys fits.
    mutating func open(_ message: USMMessage) -> ScopedPDU? {
        if let scoped = message.open(with: keys) { return scoped }
        guard message.level == .authPriv, let other = otherKeys.first, let scoped = message.open(with: other) else {
            return nil
        }
        turn(to: other)
        return scoped
    }

    private mutating func turn(to other: LocalizedKeys?) {
        otherKeys = keys.map { [$0] } ?? []
        keys = other
        way = way.other
    }

    /// What to send as the engine's boots and time; zeros ask for them.
    func time(at now: Moment) -> (boots: Int32, time: Int32) {
        guard let clock = hint ?? clock else { return (0, 0) }
        return (clock.boots, clock.time(at: now))
    }

    /// Judges the time of an authentic message that answers a request still open.
    ///
    /// The identifier of the request was never used before and cannot be guessed, so such a message is no replay, however
    /// old its time: the engine must have set its clock back.
    mutating func receiveTime(of message: USMMessage, now: Moment) -> EngineClock.Verdict {
        hint = nil
        var verdict = clock?.receive(boots: message.boots, time: message.time, now: now) ?? .timely
        if clock == nil || verdict == .stale {
            clock = EngineClock(boots: message.boots, time: message.time, now: now)
            if message.boots == EngineClock.maximumBoots { verdict = .exhausted }
        }
        return verdict
    }
}
