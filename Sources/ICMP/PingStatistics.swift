/// What several echoes to one address found. Every echo that is counted had its full time to be answered.
///
/// It holds the echoes themselves; the figures are made when they are asked for, and are exact.
public struct PingStatistics: Hashable, Sendable {
    private let echoes: EchoList
    /// Replies that came damaged: their checksum or seal is wrong, or their payload is not what was sent. Only one
    /// whose seal is right counts as an answer as well. Ping sockets leave what has a wrong checksum to the kernel.
    public let corrupt: Int
    private let rarities: Rarities?

    /// What most pings never meet.
    private final class Rarities: Hashable, Sendable {
        let unreachable: Unreachable?
        let otherSource: IPAddress?

        init(_ unreachable: Unreachable?, _ otherSource: IPAddress?) {
            (self.unreachable, self.otherSource) = (unreachable, otherSource)
        }

        static func == (left: Rarities, right: Rarities) -> Bool {
            left.unreachable == right.unreachable && left.otherSource == right.otherSource
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(unreachable)
            hasher.combine(otherSource)
        }
    }

    init(
        _ echoes: EchoList, corrupt: Int = 0, unreachable: Unreachable? = nil, otherSource: IPAddress? = nil
    ) {
        self.echoes = echoes
        self.corrupt = corrupt
        rarities = unreachable == nil && otherSource == nil ? nil : Rarities(unreachable, otherSource)
    }

    /// The statistics of echoes in the order they were sent: their round trips (up to 2 hours), `nil` for those that
    /// were not answered.
    public init(roundTrips: [Duration?], unreachable: Unreachable? = nil) {
        let echoes = roundTrips.map { $0.map { Echo.answered($0.wholeNanoseconds) } ?? .lost }
        self.init(EchoList(echoes), unreachable: unreachable)
    }
}

// MARK: Counts

extension PingStatistics {
    /// Echoes that left this host and whose fate is known: those received, late and lost.
    public var sent: Int { received + late + lost }
    /// Echoes that were answered in time.
    public var received: Int { echoes.count(.answered) }
    /// Echoes that were answered after the time-out, up to twice that.
    public var late: Int { echoes.count(.late) }
    /// Echoes that were not answered.
    public var lost: Int { echoes.count(.lost) }
    /// Further answers to echoes that were answered already; up to 255 an echo.
    public var duplicates: Int {
        var duplicates = 0
        echoes.forEach { duplicates += $0.duplicates }
        return duplicates
    }
    /// The part of the echoes sent that was lost, from 0 to 1; 0 where none was sent.
    public var loss: Double { sent == 0 ? 0 : Double(lost) / Double(sent) }

    /// How many echoes were lost one after the other, for each time that happened, in the order of time. A link that
    /// drops at random loses single ones; one that goes down loses many in a row, at the same total.
    public var lossBursts: [Int] {
        var bursts: [Int] = []
        var isBurst = false
        echoes.forEach { echo in
            switch echo.state {
            case .lost where isBurst: bursts[bursts.count - 1] += 1
            case .lost: bursts.append(1)
            case .answered, .late: break
            case .waiting, .notSent, .unknown: return
            }
            isBurst = echo.state == .lost
        }
        return bursts
    }

    /// The most echoes that were lost one after the other.
    public var longestLossBurst: Int { lossBursts.max() ?? 0 }

    /// What became of each echo, in the order they were sent.
    public var outcomes: [EchoOutcome] { echoes.all.compactMap { EchoOutcome($0) } }
}

// MARK: Times

/// All times are those of echoes answered in time: late ones would move every figure by the time-out that was chosen.
extension PingStatistics {
    /// Nanoseconds, in the order the echoes were sent.
    private var roundTrips: [Int64] { echoes.all.filter { $0.state == .answered }.map(\.roundTrip) }

    /// The shortest round trip; `nil` where nothing was received, as for the other times.
    public var minimum: Duration? { roundTrips.min().map { .nanoseconds($0) } }
    /// The mean round trip, to the nanosecond below.
    public var average: Duration? { roundTrips.mean.map { .nanoseconds($0) } }
    /// The longest round trip.
    public var maximum: Duration? { roundTrips.max().map { .nanoseconds($0) } }

    /// The round trip that `percent` (0 to 100) of the answers did not exceed, by the nearest rank: always one that
    /// was measured. With 10 answers the 95th percentile is the longest of them.
    public func percentile(_ percent: Double) -> Duration? {
        let sorted = roundTrips.sorted()
        guard !sorted.isEmpty, percent >= 0, percent <= 100 else { return nil }
        let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
        return .nanoseconds(sorted[max(1, rank) - 1])
    }

    /// The median round trip.
    public var median: Duration? { percentile(50) }
    /// The round trip that 95 % of the answers did not exceed.
    public var percentile95: Duration? { percentile(95) }
    /// The round trip that 99 % of the answers did not exceed.
    public var percentile99: Duration? { percentile(99) }

    /// The mean difference between the round trips of one answered echo and the next one (after RFC 3393); `nil` with
    /// fewer than two answers.
    public var jitter: Duration? { differences.mean.map { .nanoseconds($0) } }

    /// The jitter of RFC 3550 §6.4.1: each difference between neighbours moves it by a sixteenth of what it is away,
    /// starting from 0 with the first answer. It forgets: after 60 echoes what came before weighs 2 %. `nil` with fewer
    /// than two answers.
    public var smoothedJitter: Duration? {
        let differences = differences
        guard !differences.isEmpty else { return nil }
        let jitter = differences.reduce(0.0) { jitter, difference in jitter + (Double(difference) - jitter) / 16 }
        return .nanoseconds(Int64(jitter.rounded()))
    }

    private var differences: [Int64] {
        let times = roundTrips
        return zip(times, times.dropFirst()).map { abs($1 - $0) }
    }
}

extension [Int64] {
    fileprivate var mean: Int64? { isEmpty ? nil : reduce(0, +) / Int64(count) }
}

// MARK: The way

extension PingStatistics {
    /// What was left of the time to live (IPv4) or hop limit (IPv6) of the last answer; `nil` without an answer.
    public var hopLimit: UInt8? { hopLimits.last }

    /// How often an answer came with another time to live than the one before: the way back has changed, or another
    /// device has the address now.
    public var hopLimitChanges: Int {
        let limits = hopLimits
        return zip(limits, limits.dropFirst()).count { $0 != $1 }
    }

    private var hopLimits: [UInt8] { echoes.all.map(\.hopLimit).filter { $0 != 0 } }

    /// The last thing the network said of an echo that was not answered.
    public var unreachable: Unreachable? { rarities?.unreachable }

    /// Another address from which an echo came back unharmed, as from a host with several addresses that answers from
    /// the wrong one. Such an answer does not count: whoever has seen an echo can send it.
    public var otherSource: IPAddress? { rarities?.otherSource }
}
