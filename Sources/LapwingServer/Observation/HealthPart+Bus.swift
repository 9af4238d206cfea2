internal import Bus
internal import HTTPAPI
internal import Monitoring

extension HealthPart {
    /// The broker. Without it everything goes on, a second later at most: it is never a reason to send callers away.
    init(_ bus: BusState) {
        switch bus {
        case .inProcess: self.init(name: Self.broker, state: "in-process")
        case .connected(_, nil): self.init(name: Self.broker, state: "redis, connected")
        case .connected(_, let refusal?):
            self.init(
                name: Self.broker,
                degraded: "redis, connected, but it does not count (\(refusal)): sign-in limits are each process's own")
        case .away(let since, let reason):
            self.init(
                name: Self.broker, degraded: "redis is away since \(since): \(reason); work is looked for every second")
        }
    }

    private static let broker = "broker"
}
