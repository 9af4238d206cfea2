internal import ICMP
internal import Monitoring
internal import Sockets

extension Pinger {
    private static let echoes = 3

    /// Three echoes, as what they say of a device.
    func result(for address: IPAddress) async -> DeviceOutcome.PingResult {
        do throws(PingError) {
            return DeviceOutcome.PingResult(
                try await ping(address, count: Self.echoes, interval: .milliseconds(200), timeout: .seconds(2)),
                of: address)
        } catch {
            return .notAsked(error.description)
        }
    }
}

extension DeviceOutcome.PingResult {
    init(_ statistics: PingStatistics, of address: IPAddress) {
        if let average = statistics.average {
            self = .answered(latency: average / .milliseconds(1), loss: statistics.loss)
        } else if statistics.late > 0 {
            self = .silent("\(address) answered \(statistics.late) of \(statistics.sent) pings, too late to count")
        } else {
            let why = statistics.unreachable.map { ": \($0.reason.words)" } ?? ""
            self = .silent("No answer to \(statistics.sent) pings of \(address)\(why)")
        }
    }
}

extension Unreachable.Reason {
    /// For the end of a sentence.
    fileprivate var words: String {
        switch self {
        case .network: "a router has no way to its network"
        case .host: "nobody on its link answers for the address"
        case .prohibited: "a filter on the way forbids it"
        case .protocolOrPort: "it does not speak ICMP"
        case .timeExceeded: "the packets went around in circles"
        case .tooBig: "a link on the way takes no packets of this size"
        case .other: "the network could not deliver them"
        }
    }
}
