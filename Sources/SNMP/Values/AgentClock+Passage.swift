/// What went on at an agent between two readings of its clock.
public enum Passage: Sendable, Hashable {
    /// It ran all the time.
    ///
    /// - Parameters:
    ///   - elapsed: how long that was, by the agent's own clock where it has one.
    ///   - upTimeWrapped: whether `sysUpTime` began again at zero because 32 bits were full.
    case same(elapsed: Duration, upTimeWrapped: Bool = false)
    /// It restarted, with the device or alone.
    ///
    /// - Parameter ago: how long it had been up when it was last read; `nil` if it does not say.
    case restarted(Restart, ago: Duration?)
    /// Neither the agent nor the manager has a clock that says anything.
    case unknown

    /// What restarted.
    public enum Restart: Sendable, Hashable {
        /// The device: its host's uptime began again.
        case device
        /// The agent's program alone: the host ran on.
        case agent
        /// One of the two; the agent does not say how long the host has been up.
        case deviceOrAgent
    }
}

extension AgentClock {
    /// What went on between this reading and a later one.
    ///
    /// A `sysUpTime` that is smaller than before is a wrap if it is where the manager's clock expects it 497.1 days on, or
    /// the engine's time, which does not wrap, or the host's ran on; else it is a restart, unless the agent has been up for
    /// longer than the time between: then its clock was set back. One that is larger may still be a restart, when the time
    /// between was long: then the agent has not been up as long as that.
    public func passage(to later: AgentClock) -> Passage {
        let waited = received.flatMap { start in later.received.map { $0 - start } }
        guard let upTime, let laterUpTime = later.upTime else { return byEngine(to: later, waited: waited) }

        let difference = Duration.hundredths(Int64(laterUpTime) - Int64(upTime))
        let wrapped = difference + .hundredths(Self.wrap)
        if difference >= .zero {
            guard let waited, !Self.agree(difference, waited), .hundredths(Int64(laterUpTime)) <= waited + Self.slack
            else { return same(difference, waited) }
            return Self.agree(wrapped, waited)
                ? same(wrapped, waited, upTimeWrapped: true) : restart(to: later, waited: waited)
        }
        let ranOn = waited.map { Self.agree(wrapped, $0) } ?? false
        let engineRanOn = engineElapsed(to: later).map { Self.agree(wrapped, $0) } ?? false
        let isNearBy = waited == nil && wrapped < .seconds(3600) && !engineRestarted(by: later)
        guard ranOn || engineRanOn || isNearBy else {
            // A clock that was set back: the agent cannot have started before it was last read.
            if let waited, waited >= .zero, .hundredths(Int64(laterUpTime)) > waited + Self.slack {
                return .same(elapsed: waited)
            }
            return restart(to: later, waited: waited)
        }
        return same(wrapped, waited, upTimeWrapped: true)
    }

    /// Agents that update `sysUpTime` seldom stand still between two readings: then the manager's clock says how long it was.
    private func same(_ elapsed: Duration, _ waited: Duration?, upTimeWrapped: Bool = false) -> Passage {
        .same(elapsed: elapsed == .zero ? waited ?? .zero : elapsed, upTimeWrapped: upTimeWrapped)
    }

    private func byEngine(to later: AgentClock, waited: Duration?) -> Passage {
        if engineRestarted(by: later) { return restart(to: later, waited: waited) }
        if let elapsed = engineElapsed(to: later) { return same(elapsed, waited) }
        guard let waited else { return .unknown }
        return .same(elapsed: waited)
    }

    private func restart(to later: AgentClock, waited: Duration?) -> Passage {
        let ago =
            (later.upTime.map { .hundredths(Int64($0)) } ?? later.engineTime.map { .seconds(Int64($0)) }) as Duration?
        guard let hostUpTime, let laterHostUpTime = later.hostUpTime else {
            return .restarted(.deviceOrAgent, ago: ago)
        }
        let host = AgentClock(upTime: hostUpTime, received: received)
        let laterHost = AgentClock(upTime: laterHostUpTime, received: later.received)
        guard case .same = host.passage(to: laterHost) else { return .restarted(.device, ago: ago) }
        return .restarted(.agent, ago: ago)
    }

    /// How far the engine's time went, if it is the same start of the engine.
    private func engineElapsed(to later: AgentClock) -> Duration? {
        guard let engineTime, let laterTime = later.engineTime, laterTime >= engineTime,
            engineBoots == later.engineBoots
        else { return nil }
        return .seconds(Int64(laterTime) - Int64(engineTime))
    }

    /// Agents that count no boots are known by a time that went back.
    private func engineRestarted(by later: AgentClock) -> Bool {
        if let engineBoots, let laterBoots = later.engineBoots, laterBoots > engineBoots { return true }
        guard let engineTime, let laterTime = later.engineTime else { return false }
        return laterTime < engineTime
    }

    /// How far two clocks may be apart: what a request with its retries takes.
    private static let slack = Duration.seconds(10)

    /// Whether two clocks went equally far: within ``slack`` and a hundredth, as clocks of devices drift.
    private static func agree(_ one: Duration, _ other: Duration) -> Bool {
        let apart = one > other ? one - other : other - one
        return apart <= slack + other / 100
    }
}
