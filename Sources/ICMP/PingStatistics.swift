/// What several echoes to one address found. Every echo that is counted had its full time to be answered.
public struct PingStatistics: Hashable, Sendable {
    /// Echoes that left this host and whose fate is known.
    public let sent: Int
    /// Echoes that were answered in time.
    public let received: Int
    /// Further answers to an echo that was answered already.
    public let duplicates: Int
    /// The shortest round trip; `nil` where nothing was received, as for the other times.
    public let minimum: Duration?
    /// The mean round trip.
    public let average: Duration?
    /// The longest round trip.
    public let maximum: Duration?
    /// The mean difference between the round trips of one answered echo and the next one (after RFC 3393); `nil` with
    /// fewer than two answers.
    public let jitter: Duration?
    /// The last thing the network said of an echo that was not answered.
    public let unreachable: Unreachable?

    /// The part of the echoes that was not answered, from 0 to 1; 0 where none was sent.
    public var loss: Double { sent == 0 ? 0 : Double(sent - received) / Double(sent) }

    /// The statistics of echoes in the order they were sent: their round trips, `nil` for those that were not answered.
    public init(roundTrips: [Duration?], duplicates: Int = 0, unreachable: Unreachable? = nil) {
        let answered = roundTrips.compactMap { $0 }
        sent = roundTrips.count
        received = answered.count
        self.duplicates = duplicates
        minimum = answered.min()
        maximum = answered.max()
        average = answered.mean
        jitter = zip(answered, answered.dropFirst()).map { $0 < $1 ? $1 - $0 : $0 - $1 }.mean
        self.unreachable = unreachable
    }
}

extension [Duration] {
    fileprivate var mean: Duration? { isEmpty ? nil : reduce(.zero, +) / count }
}
