/// What is known of the clock of another engine, the authority for messages with it (RFC 3414 §2.3).
///
/// Only times that a MAC vouches for belong here. Between messages it goes on by our own monotonic clock.
struct EngineClock: Sendable, Hashable {
    /// How often the engine has started.
    private(set) var boots: Int32
    /// Seconds since it started, at `reference`.
    private var time: Int32
    private var reference: Moment
    /// The latest time that the engine itself gave during these boots.
    private(set) var latestReceivedTime: Int32

    /// Seconds that a message may be behind (RFC 3414 §2.2.3).
    static let window: Int32 = 150
    /// An engine at this count of boots must be given a new identity by hand (RFC 3414 §2.2.2).
    static let maximumBoots = Int32.max

    init(boots: Int32, time: Int32, latestReceivedTime: Int32? = nil, now: Moment) {
        self.boots = boots
        self.time = time
        self.latestReceivedTime = latestReceivedTime ?? time
        reference = now
    }

    /// The engine's time now, as far as we know. It stops at 2³¹−1.
    func time(at now: Moment) -> Int32 {
        let elapsed = max(0, now.nanoseconds - reference.nanoseconds) / 1_000_000_000
        return Int32(clamping: Int64(time) + elapsed)
    }

    enum Verdict: Sendable, Hashable {
        case timely
        /// Timely, and the engine has started again since its last message.
        case restarted
        /// Outside the window: an old message played back, or an engine that set its clock back and did not count it.
        case stale
        /// Its count of boots has run out.
        case exhausted
    }

    /// Judges an authentic message, and learns from it if it is ahead (RFC 3414 §3.2 step 7b).
    mutating func receive(boots messageBoots: Int32, time messageTime: Int32, now: Moment) -> Verdict {
        let hasRestarted = messageBoots > boots
        if hasRestarted || messageBoots == boots && messageTime > latestReceivedTime {
            self = EngineClock(boots: messageBoots, time: messageTime, now: now)
        }
        guard boots != Self.maximumBoots else { return .exhausted }
        guard messageBoots == boots, Int64(messageTime) >= Int64(time(at: now)) - Int64(Self.window) else {
            return .stale
        }
        return hasRestarted ? .restarted : .timely
    }
}

/// What is worth keeping of an engine, so that after a restart of ours it is spoken to without discovery. It holds no key.
public struct EngineSnapshot: Sendable, Hashable, Codable {
    /// The engine.
    public var engineID: EngineID
    /// How often it had started.
    public var boots: Int32
    /// Its time in seconds when this was taken.
    public var time: Int32
    /// The latest time in seconds that it had given itself.
    public var latestReceivedTime: Int32
    /// When this was taken: milliseconds since 1970.
    public var takenAt: Int64
    /// The way to extend keys that it has taken; `nil` if none was needed, or none is known yet.
    public var keyExtension: KeyExtension?
    /// Whether it was ever seen to decrypt what we sent.
    public var hasPrivacy: Bool

    /// The clock as it must stand now, if ours has not been changed.
    func clock(now: Moment, wallClock: Int64) -> EngineClock {
        let elapsed = max(0, wallClock.subtractingReportingOverflow(takenAt).partialValue) / 1_000
        return EngineClock(
            boots: boots, time: Int32(clamping: Int64(time) + elapsed), latestReceivedTime: latestReceivedTime, now: now
        )
    }
}
