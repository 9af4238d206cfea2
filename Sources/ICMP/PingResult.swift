/// What a sweep found of one of its targets.
public struct PingResult: Sendable {
    /// Who was pinged.
    public let target: IPAddress
    /// Which of the targets that is, from 0.
    public let index: Int
    /// The statistics, silence included; a failure where this host could not ask properly.
    public let outcome: Result<PingStatistics, PingError>

    /// Whether the target answered at least one echo in time.
    public var isAnswered: Bool {
        if case .success(let statistics) = outcome { statistics.received > 0 } else { false }
    }
}
