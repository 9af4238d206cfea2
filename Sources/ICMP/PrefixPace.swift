/// How fast the addresses of one network may be pinged together. A sweep that asks a whole subnet at once looks like
/// loss: switches protect their control plane, and Linux itself answers 1,000 echoes a second by default
/// (`net.ipv4.icmp_msgs_per_sec`). This host's own loopback addresses are no network and have no pace.
public struct PrefixPace: Hashable, Sendable {
    /// Echoes a second to all addresses of one network together.
    public let echoesPerSecond: Int
    /// How many leading bits make an IPv4 network, from 0 to 32.
    public let bitsV4: Int
    /// How many leading bits make an IPv6 network, from 0 to 128.
    public let bitsV6: Int

    /// At most `echoesPerSecond` (1 to 10,000,000) to each /24 of IPv4 and each /64 of IPv6, in bursts of up to 32.
    /// Values out of range are taken as the nearest one in it.
    public init(echoesPerSecond: Int = 1000, bitsV4: Int = 24, bitsV6: Int = 64) {
        self.echoesPerSecond = min(max(echoesPerSecond, 1), 10_000_000)
        self.bitsV4 = min(max(bitsV4, 0), 32)
        self.bitsV6 = min(max(bitsV6, 0), 128)
    }
}

/// The paces of the networks that have pings under way.
struct PrefixPaces {
    private struct Network {
        let prefix: IPAddress
        var pace: SendPace
        var users = 0
    }

    /// Networks without pings that are kept, lest each ping after another find a new pace.
    private static let mostIdle = 1024

    private let pace: PrefixPace?
    private var places: [IPAddress: Int32] = [:]
    private var networks: [Network?] = []
    private var free: [Int32] = []
    private var idle = 0

    /// `nil` sets no pace.
    init(_ pace: PrefixPace?) { self.pace = pace }

    var count: Int { places.count }

    /// The network of an address that a ping begins for, until `leave`; `nil` where there is no pace.
    mutating func enter(_ address: IPAddress, at now: MonotonicTime) -> Int32? {
        guard let pace, !address.isLoopback else { return nil }
        let prefix = address.network(bits: address.family == .v4 ? pace.bitsV4 : pace.bitsV6)
        let place = places[prefix] ?? add(prefix, SendPace(rate: pace.echoesPerSecond), at: now)
        if networks[Int(place)]?.users == 0 { idle -= 1 }
        networks[Int(place)]?.users += 1
        return place
    }

    private mutating func add(_ prefix: IPAddress, _ pace: SendPace, at now: MonotonicTime) -> Int32 {
        if idle > max(Self.mostIdle, places.count / 2) { forgetIdle(at: now) }
        let network = Network(prefix: prefix, pace: pace)
        let place: Int32
        if let used = free.popLast() {
            place = used
            networks[Int(used)] = network
        } else {
            place = Int32(networks.count)
            networks.append(network)
        }
        places[prefix] = place
        idle += 1
        return place
    }

    mutating func leave(_ place: Int32) {
        networks[Int(place)]?.users -= 1
        if networks[Int(place)]?.users == 0 { idle += 1 }
    }

    /// When the next echo to this network may leave.
    func next(_ place: Int32) -> MonotonicTime { networks[Int(place)]?.pace.next ?? MonotonicTime(nanoseconds: 0) }

    /// An echo is to leave at that moment, which is not before `next`.
    mutating func reserve(_ place: Int32, at moment: MonotonicTime) { networks[Int(place)]?.pace.sent(at: moment) }

    private mutating func forgetIdle(at now: MonotonicTime) {
        for (place, network) in networks.enumerated() {
            guard let network, network.users == 0, network.pace.isRested(at: now) else { continue }
            places[network.prefix] = nil
            networks[place] = nil
            free.append(Int32(place))
            idle -= 1
        }
    }
}
