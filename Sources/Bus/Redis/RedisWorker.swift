internal import Logging
internal import Monitoring
internal import Sockets

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The thread of a `RedisBus`: connects, serves, and connects again.
struct RedisWorker: Sendable {
    let address: RedisAddress
    let names: RedisNames
    let timing: RedisTiming
    let exchange: Exchange
    let local: InProcessBus
    let logger: Logger

    /// Told apart by others, who hear it, and by itself, which must not.
    private let sender = String(UInt64.random(in: .min ... .max), radix: 16)

    init(
        address: RedisAddress, names: RedisNames, timing: RedisTiming, exchange: Exchange, local: InProcessBus,
        logger: Logger
    ) {
        (self.address, self.names, self.timing) = (address, names, timing)
        (self.exchange, self.local, self.logger) = (exchange, local, logger)
    }

    func run() {
        var (backoff, announcements) = (Backoff(), Announcements())
        var awaySince: Timestamp?
        while true {
            // In this order: a wake that is cleared here has its reason seen next.
            exchange.clearWakes()
            if exchange.isClosing { break }
            var connectedAt: ContinuousClock.Instant?
            do throws(RedisError) {
                let link = try connect()
                connectedAt = .now
                awaySince = nil
                log(announcements.connected(at: .now))
                welcome(link)
                try link.serve { log(announcements.announce(at: .now)) }
            } catch {
                exchange.shut()
                if error == .closing { continue }
                let since = awaySince ?? .now
                awaySince = since
                exchange.report(.away(since: since, reason: error.description))
                log(announcements.wentAway(error.description, at: .now))
            }
            if let connectedAt, .now - connectedAt > Self.steady { backoff.reset() }
            pause(backoff.next())
        }
        exchange.report(.away(since: .now, reason: RedisError.closing.description))
        exchange.end()
    }

    private func connect() throws(RedisError) -> RedisLink {
        try RedisLink(
            address, names: names, sender: sender, timing: timing, exchange: exchange, hear: { local.publish($0) })
    }

    /// What others said meanwhile was not heard: everybody looks. Hints are taken before, so that none falls between.
    private func welcome(_ link: RedisLink) {
        exchange.open()
        for hint in Hint.all { local.publish(hint) }
        exchange.report(link.state)
    }

    private func pause(_ duration: Duration) {
        var descriptor = pollfd(fd: exchange.wakeDescriptor, events: Int16(POLLIN), revents: 0)
        poll(&descriptor, 1, duration.pollMilliseconds)
    }

    private func log(_ announcement: Announcements.Announcement?) {
        switch announcement {
        case nil: break
        case .connected:
            logger.info("Redis is connected", metadata: ["redis": "\(address)"])
        case .back(let gap, let unsaid):
            logger.notice(
                "Redis is back after \((gap / .milliseconds(100)).rounded() / 10) s\(Self.often(unsaid)); what may have been missed is looked for",
                metadata: ["redis": "\(address)"])
        case .away(let reason, let unsaid):
            logger.warning(
                "Redis is away: \(reason)\(Self.often(unsaid)). Work goes on and is looked for every second; sign-in limits are each process's own",
                metadata: ["redis": "\(address)"])
        }
    }

    private static func often(_ unsaid: Int) -> String {
        unsaid == 0 ? "" : " (it came or went \(unsaid) times more since the last line)"
    }

    /// A connection that lasted so long is none of many that fail.
    private static let steady = Duration.seconds(5)
}
