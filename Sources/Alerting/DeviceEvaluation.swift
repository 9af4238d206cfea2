package import Monitoring

extension Device: Judged {
    package static func verdict(on poll: Poll<Device>, by settings: Settings) -> Verdict<DeviceFacts> {
        evaluate(
            poll.outcome, for: poll.claim.subject, checks: poll.claim.checks, parent: poll.claim.parent,
            settings: settings)
    }
}

/// Decides what a poll of a device means. An outcome of our own failure to ask decides nothing.
/// - Parameters:
///   - checks: as they were before; those that are missing are unknown.
///   - parent: the device it hangs behind, where there is an enabled one.
package func evaluate(
    _ outcome: DeviceOutcome, for device: Device, checks: [Check: CheckState], parent: Parent?, settings: Settings
) -> Verdict<DeviceFacts> {
    let rules = CheckRules(
        settings, pollInterval: device.configuration.pollInterval ?? settings.devicePollInterval,
        raisesAlerts: device.configuration.isEnabled)
    guard let reachability = outcome.reachability else {
        return Verdict(
            measuredAt: nil, status: device.status, lastError: outcome.obstacle.map(Message.notAsked),
            facts: DeviceFacts(), checks: checks,
            next: .after(rules.pauseWhenNotAsked), isFinal: false)
    }
    return DeviceEvaluation(
        outcome: outcome, device: device, checks: checks, parent: parent, rules: rules, settings: settings
    ).verdict(reachability)
}

private struct DeviceEvaluation {
    let outcome: DeviceOutcome
    let device: Device
    let checks: [Check: CheckState]
    let parent: Parent?
    let rules: CheckRules
    let settings: Settings

    func verdict(_ result: CheckResult) -> Verdict<DeviceFacts> {
        var reachability = checks[.reachability] ?? CheckState(since: outcome.at)
        let step = reachability.take(result, at: outcome.at, parent: parent, rules: rules)
        let (agent, agentStep) = agentStep(isDeviceUp: reachability.hard == .up)
        var next = checks
        next[.reachability] = reachability
        next[.snmp] = agent

        let isFinal = step.standing == .confirmed && agentStep.standing == .confirmed
        return Verdict(
            measuredAt: outcome.beganAt, status: Status(reachability.hard),
            lastSeen: result == .passed ? outcome.at : nil,
            lastError: lastError(result, step: step, reachability: reachability, agentStep: agentStep),
            facts: outcome.facts, checks: next,
            alerts: alerts(step, agentStep, isUnstable: reachability.isUnstable || agent?.isUnstable == true),
            next: nextPoll(isFinal: isFinal), isFinal: isFinal, latency: outcome.latency,
            needsParent: step.needsParent)
    }

    /// The SNMP agent's state and what happened to it: nothing where it was not asked, or while the device itself is not
    /// known to be up.
    private func agentStep(isDeviceUp: Bool) -> (state: CheckState?, step: CheckStep) {
        var state = checks[.snmp]
        if outcome.snmp == .notConfigured {
            let changes = state?.forget(at: outcome.at) ?? []
            return (state, CheckStep(standing: .confirmed, changes: changes))
        }
        guard isDeviceUp, let result = outcome.agent else { return (state, CheckStep(standing: .confirmed)) }
        var agent = state ?? CheckState(since: outcome.at)
        let step = agent.take(result, at: outcome.at, rules: rules)
        state = agent
        return (state, step)
    }

    private func nextPoll(isFinal: Bool) -> NextPoll {
        if case .notAsked = outcome.snmp { return .after(rules.pauseWhenNotAsked) }
        return isFinal ? .regular : .after(rules.recheckInterval)
    }

    private func lastError(
        _ result: CheckResult, step: CheckStep, reachability: CheckState, agentStep: CheckStep
    ) -> String? {
        switch (step.standing, result) {
        case (.confirmed, .passed):
            agentError(agentStep) ?? outcome.note
        case (.confirmed, _):
            reachability.hard == .unreachable ? Message.unreachable(behind: parent) : outcome.silence
        case (.rechecking(let count, let all), .passed):
            Message.recovering(count, of: all)
        case (.rechecking(let count, let all), _):
            Message.unconfirmed(outcome.silence, count, of: all)
        case (.awaitingParent, _):
            Message.awaiting(parent, outcome.silence)
        }
    }

    private func agentError(_ step: CheckStep) -> String? {
        switch (outcome.snmp, step.standing) {
        case (.failed(let reason), .rechecking(let count, let all)),
            (.refused(let reason), .rechecking(let count, let all)):
            Message.unconfirmed(reason, count, of: all)
        case (.failed(let reason), _), (.refused(let reason), _): Message.snmp(reason)
        case (.answered, .rechecking(let count, let all)): Message.snmpRecovering(count, of: all)
        case (.notAsked(let reason), _): Message.snmpNotAsked(reason)
        case (.answered, _), (.notConfigured, _): nil
        }
    }

    private func alerts(_ reachability: CheckStep, _ agent: CheckStep, isUnstable: Bool) -> [AlertChange] {
        guard !reachability.changes.isEmpty || !agent.changes.isEmpty else { return [] }
        let subject = Message.Subject(device)
        let changes =
            reachability.changes.flatMap { reachabilityAlerts($0, subject) }
            + agent.changes.flatMap { agentAlerts($0, subject) }
        return changes.filter { !(isUnstable && $0 == .resolve(.deviceUnstable)) }
    }

    private func reachabilityAlerts(_ change: CheckChange, _ subject: Message.Subject) -> [AlertChange] {
        switch change {
        case .wentDown: [raise(.deviceOffline, subject.isOffline(outcome.silence))]
        case .cameBack(let outage):
            [.resolve(.deviceOffline), .note(.deviceOnline, .info, subject.isBack(after: outage))]
        case .becameUnstable: [raise(.deviceUnstable, subject.isUnstable)]
        case .becameSteady: [.resolve(.deviceUnstable)]
        }
    }

    private func agentAlerts(_ change: CheckChange, _ subject: Message.Subject) -> [AlertChange] {
        switch (change, outcome.snmp) {
        case (.wentDown, .failed(let reason)): [raise(.deviceSNMP, subject.hasNoSNMP(reason))]
        case (.wentDown, .refused(let reason)): [raise(.deviceSNMP, subject.isRefusedSNMP(reason))]
        case (.wentDown, _): []
        case (.cameBack, _): [.resolve(.deviceSNMP)]
        case (.becameUnstable, _): [raise(.deviceUnstable, subject.hasUnstableSNMP)]
        case (.becameSteady, _): [.resolve(.deviceUnstable)]
        }
    }

    private func raise(_ rule: AlertRule, _ message: String) -> AlertChange {
        .raise(rule, settings.severity(of: rule), message)
    }
}

extension Status {
    /// What clients see of a check's confirmed state.
    init(_ hard: CheckState.Hard) {
        self =
            switch hard {
            case .up: .online
            case .down: .offline
            case .unknown, .unreachable: .unknown
            }
    }
}
