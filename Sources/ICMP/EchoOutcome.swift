/// What became of one echo.
public enum EchoOutcome: Hashable, Sendable {
    /// It was answered in time.
    case answered(roundTrip: Duration, hopLimit: UInt8?)
    /// It was answered after the time-out, and within twice that.
    case late(roundTrip: Duration, hopLimit: UInt8?)
    /// It was not answered.
    case lost
    /// It never left this host, which is no fault of the target.
    case notSent
    /// Nobody knows, since this host threw replies away when it was too busy to read them.
    case unknown
}

extension EchoOutcome {
    /// `nil` for an echo that still waits.
    init?(_ echo: Echo) {
        let hopLimit = echo.hopLimit == 0 ? nil : echo.hopLimit
        switch echo.state {
        case .waiting: return nil
        case .answered: self = .answered(roundTrip: .nanoseconds(echo.roundTrip), hopLimit: hopLimit)
        case .late: self = .late(roundTrip: .nanoseconds(echo.roundTrip), hopLimit: hopLimit)
        case .lost: self = .lost
        case .notSent: self = .notSent
        case .unknown: self = .unknown
        }
    }

    /// The time from the departure of the echo to the arrival of its answer; `nil` where there was none.
    public var roundTrip: Duration? {
        switch self {
        case .answered(let roundTrip, _), .late(let roundTrip, _): roundTrip
        case .lost, .notSent, .unknown: nil
        }
    }
}
