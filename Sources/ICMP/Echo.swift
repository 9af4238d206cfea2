/// What became of one echo, in 8 bytes, since a pinger remembers a few of each target: how it stands (3 bits), how many
/// duplicates came (8), what was left of its reply's time to live (8), and a time (45). That is the round trip of an
/// echo that was answered, at most 2 hours, or the moment a waiting one left, modulo 9.7 hours.
struct Echo: Hashable, Sendable {
    enum State: UInt8 {
        case waiting
        /// In its time.
        case answered
        /// After its time.
        case late
        case lost
        /// It never left this host.
        case notSent
        /// Its reply may have reached this host, which threw some away.
        case unknown
    }

    private static let timeMask: UInt64 = 1 << 45 - 1
    private static let duplicate: UInt64 = 1 << 53
    private static let mostDuplicates = 255
    private let word: UInt64

    private init(_ state: State, hopLimit: UInt8 = 0, time: Int64 = 0) {
        word = UInt64(state.rawValue) << 61 | UInt64(hopLimit) << 45 | UInt64(bitPattern: time) & Self.timeMask
    }

    private init(word: UInt64) { self.word = word }

    static let lost = Echo(.lost)
    static let notSent = Echo(.notSent)
    static let unknown = Echo(.unknown)

    static func waiting(since moment: MonotonicTime) -> Echo { Echo(.waiting, time: moment.nanoseconds) }

    /// `nanoseconds` are the round trip; `hopLimit` is 0 where it is not known.
    static func answered(_ nanoseconds: Int64, hopLimit: UInt8 = 0) -> Echo {
        Echo(.answered, hopLimit: hopLimit, time: nanoseconds)
    }

    static func late(_ nanoseconds: Int64, hopLimit: UInt8 = 0) -> Echo {
        Echo(.late, hopLimit: hopLimit, time: nanoseconds)
    }

    /// It, answered once more; they are counted up to 255.
    var withDuplicate: Echo { duplicates == Self.mostDuplicates ? self : Echo(word: word + Self.duplicate) }

    var state: State { State(rawValue: UInt8(word >> 61)) ?? .unknown }
    /// Answers after the first one.
    var duplicates: Int { Int(word >> 53 & 0xff) }
    /// 0 where it is not known.
    var hopLimit: UInt8 { UInt8(truncatingIfNeeded: word >> 45) }
    /// Nanoseconds, of an echo that was answered, in time or late.
    var roundTrip: Int64 { Int64(word & Self.timeMask) }
    var isWaiting: Bool { state == .waiting }

    /// When a waiting echo left, which is less than 9 hours before `now`.
    func departure(before now: MonotonicTime) -> MonotonicTime {
        now + -Int64((UInt64(bitPattern: now.nanoseconds) &- word) & Self.timeMask)
    }

    /// Whether a waiting echo has left by a moment, which is less than 4 hours from its departure.
    func hasLeft(by moment: MonotonicTime) -> Bool {
        (UInt64(bitPattern: moment.nanoseconds) &- word) & Self.timeMask <= Self.timeMask / 2
    }
}
