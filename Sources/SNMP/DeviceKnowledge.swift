import Glibc

/// What a client has learned of a device: worth keeping, so that after a restart nothing is discovered or tried out again.
///
/// ``SNMPClient/knowledge(of:)`` gives it and ``SNMPClient/remember(_:of:)`` takes it. For a user of v3 it is of that user.
public struct DeviceKnowledge: Sendable, Hashable, Codable {
    /// What the agent can and cannot do.
    public var limits: DeviceLimits
    /// The smoothed time from request to reply, in nanoseconds; `nil` if none was measured.
    public var roundTrip: Int64?
    /// How many requests it is asked at once: 1 to 32.
    public var requestsAtOnce: Int
    /// The device's engine as the user of v3 met it; `nil` without a user, and before it has answered authentically.
    public var engine: EngineSnapshot?
    /// Keys made to fit the engine, where to make them again takes long. To be kept as secret as the passphrases.
    public var secretKeys: [UInt8]?
}

extension DeviceKnowledge: CustomStringConvertible, CustomReflectable {
    /// For example `48 bindings a reply, 4 requests at once, answers in 1.2 ms, engine 80001f88…`; no key.
    public var description: String {
        var parts: [String] = []
        if let varBinds = limits.varBinds { parts.append("\(varBinds) bindings a reply at most") }
        if let objects = limits.objects { parts.append("\(objects) objects a GET at most") }
        if let columns = limits.columns { parts.append("\(columns) columns at once at most") }
        if !limits.rootsWithoutBulk.isEmpty {
            parts.append("no GETBULK for \(limits.rootsWithoutBulk.map(\.name).joined(separator: ", "))")
        }
        parts.append("\(requestsAtOnce) requests at once")
        if let roundTrip { parts.append("answers in \(Double(roundTrip / 10_000) / 100) ms") }
        if let engine { parts.append("engine \(engine.engineID)") }
        return parts.joined(separator: ", ")
    }

    /// Without the keys: `dump` must not show them.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

extension SNMPClient {
    /// What was learned of a device so far; `nil` if it was not met, or not in v3 as the target's user.
    public func knowledge(of target: SNMPTarget) async throws(SNMPError) -> DeviceKnowledge? {
        let destination = try await destination(of: target)
        let mailbox = try mailbox(for: target)
        return await withCheckedContinuation { continuation in
            let isPosted = mailbox.post(
                .run { transport in
                    let device = transport.knownDevice(at: destination.endpoint)
                    continuation.resume(returning: device?.knowledge(by: destination.credential))
                })
            if !isPosted { continuation.resume(returning: nil) }
        }
    }

    /// Takes back what was learned of a device in an earlier life, unless it was met already.
    public func remember(_ knowledge: DeviceKnowledge, of target: SNMPTarget) async throws(SNMPError) {
        let destination = try await destination(of: target)
        let mailbox = try mailbox(for: target)
        let isPosted = mailbox.post(
            .run { transport in
                transport.device(at: destination.endpoint).learn(knowledge, of: destination.credential)
            })
        guard isPosted else { throw .closed(target) }
    }

    /// Forgets a device: what it can take, and who it is. It is as if it had never been asked.
    public func forget(_ target: SNMPTarget) async throws(SNMPError) {
        let endpoint = try await destination(of: target).endpoint
        _ = try mailbox(for: target).post(.run { $0.forget(endpoint) })
    }
}

extension Device {
    fileprivate func knowledge(by credential: USMCredential?) -> DeviceKnowledge {
        let peer = credential.flatMap { knownPeer(of: $0) }
        return DeviceKnowledge(
            limits: limits, roundTrip: roundTrips.isKnown ? roundTrips.smoothed : nil, requestsAtOnce: window.size,
            engine: peer?.snapshot(now: .now, wallClock: WallClock.milliseconds), secretKeys: peer?.storedKeys)
    }

    fileprivate func learn(_ knowledge: DeviceKnowledge, of credential: USMCredential?) {
        if !roundTrips.isKnown {
            limits = knowledge.limits
            window = Window(size: knowledge.requestsAtOnce)
            if let roundTrip = knowledge.roundTrip { roundTrips.measured(roundTrip) }
        }
        guard let credential, let engine = knowledge.engine, knownPeer(of: credential)?.engineID == nil else { return }
        add(
            USMPeer(
                credential, engine, storedKeys: knowledge.secretKeys, now: .now, wallClock: WallClock.milliseconds))
    }
}

/// The time of day, which may be set.
enum WallClock {
    /// Since 1970.
    static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
