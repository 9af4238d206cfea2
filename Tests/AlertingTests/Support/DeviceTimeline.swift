import Alerting
import Monitoring

/// A device that is polled when its verdicts say, and everything that was told of it.
struct DeviceTimeline {
    var settings = Settings()
    var device: Device
    var checks: [Check: CheckState] = [:]
    /// When the next poll ends.
    var now: Timestamp
    /// When the last verdict was reached.
    var polledAt: Timestamp?
    var told: [AlertChange] = []
    /// What the next polls say of how they asked.
    var note: String?

    init(
        named name: String = "core-1", at start: Timestamp = .start, interval: Int? = nil, isEnabled: Bool = true
    ) {
        var configuration = DeviceConfiguration(name: name, address: "10.0.0.7", pollInterval: interval)
        configuration.isEnabled = isEnabled
        device = Device(id: ID(1), configuration: configuration, createdAt: start, updatedAt: start)
        now = start
    }

    /// As a child's verdict sees it.
    var asParent: Parent {
        Parent(
            name: device.configuration.name, reachability: checks[.reachability] ?? CheckState(since: now),
            polledAt: polledAt)
    }

    var reachability: CheckState? { checks[.reachability] }

    @discardableResult
    mutating func poll(_ answer: Answer, behind parent: Parent? = nil, taking duration: Double = 0)
        -> Verdict<DeviceFacts>
    {
        let outcome = DeviceOutcome(at: now, duration: duration, ping: answer.ping, snmp: answer.snmp, note: note)
        let verdict = evaluate(outcome, for: device, checks: checks, parent: parent, settings: settings)
        device.status = verdict.status
        device.lastError = verdict.lastError
        checks = verdict.checks
        polledAt = verdict.measuredAt ?? polledAt
        told += verdict.alerts
        now = now + wait(for: verdict.next)
        return verdict
    }

    /// Polls until a verdict is final, as happens when nothing changes meanwhile.
    @discardableResult
    mutating func confirm(_ answer: Answer, behind parent: Parent? = nil) -> Verdict<DeviceFacts> {
        var verdict = poll(answer, behind: parent)
        for _ in 0..<20 where !verdict.isFinal { verdict = poll(answer, behind: parent) }
        return verdict
    }

    private func wait(for next: NextPoll) -> Duration {
        switch next {
        case .regular: .seconds(device.configuration.pollInterval ?? settings.devicePollInterval)
        case .after(let pause): pause
        }
    }
}

/// What a device does when it is asked.
enum Answer: CaseIterable {
    case alive, dead, withoutSNMP, withoutPing
    case pingOnly, deadPingOnly
    /// Lapwing could open no socket at all, or only one of the two.
    case notAsked, notPinged, snmpNotAsked
    /// SNMP answers, and not what it was asked for.
    case refusing, refusingWithoutPing

    static let noPing = "No answer to 3 pings"
    static let noSNMP = "No SNMP reply from 10.0.0.7:161"
    static let refusal = "SNMP refuses: 10.0.0.7 answered genErr"

    var ping: DeviceOutcome.PingResult {
        switch self {
        case .alive, .withoutSNMP, .pingOnly, .snmpNotAsked, .refusing: .answered(latency: 2.5, loss: 0)
        case .dead, .withoutPing, .deadPingOnly, .refusingWithoutPing: .silent(Self.noPing)
        case .notAsked, .notPinged: .notAsked("No route of our own")
        }
    }

    var snmp: DeviceOutcome.SNMPResult {
        switch self {
        case .alive, .withoutPing: .answered(latency: 4)
        case .dead, .withoutSNMP, .notPinged: .failed(Self.noSNMP)
        case .pingOnly, .deadPingOnly: .notConfigured
        case .refusing, .refusingWithoutPing: .refused(Self.refusal)
        case .notAsked, .snmpNotAsked: .notAsked("No socket")
        }
    }
}

extension Timestamp {
    static let start = Timestamp(milliseconds: 1_768_473_000_000)
}

extension AlertChange {
    static let offline = raise(
        .deviceOffline, .high,
        "Device core-1 (10.0.0.7) is offline: No answer to 3 pings, and no SNMP reply from 10.0.0.7:161")

    var rule: AlertRule {
        switch self {
        case .raise(let rule, _, _, _), .note(let rule, _, _, _), .resolve(let rule): rule
        }
    }

    func isRaise(of rule: AlertRule) -> Bool {
        guard case .raise(rule, _, _, _) = self else { return false }
        return true
    }
}
