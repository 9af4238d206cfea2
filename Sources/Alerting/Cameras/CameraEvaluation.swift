package import Monitoring

extension Camera: Judged {
    package static func verdict(on poll: Poll<Camera>, by settings: Settings) -> Verdict<CameraFacts> {
        evaluate(poll.outcome, for: poll.claim.subject, checks: poll.claim.checks, settings: settings)
    }
}

/// Decides what a check of a camera means. An outcome of our own failure to ask decides nothing.
/// - Parameter checks: as they were before; those that are missing are unknown.
package func evaluate(
    _ outcome: CameraOutcome, for camera: Camera, checks: [Check: CheckState], settings: Settings
) -> Verdict<CameraFacts> {
    let rules = CheckRules(
        settings, pollInterval: camera.configuration.pollInterval ?? settings.cameraPollInterval,
        raisesAlerts: camera.configuration.isEnabled)
    guard let result = outcome.checkResult else {
        return Verdict(
            measuredAt: nil, status: camera.status, lastError: outcome.reason.map(Message.notAsked),
            facts: CameraFacts(), checks: checks,
            next: .after(rules.pauseWhenNotAsked), isFinal: false)
    }
    return verdict(result, of: outcome, for: camera, checks: checks, rules: rules, settings: settings)
}

private func verdict(
    _ result: CheckResult, of outcome: CameraOutcome, for camera: Camera, checks: [Check: CheckState],
    rules: CheckRules, settings: Settings
) -> Verdict<CameraFacts> {
    var stream = checks[.stream] ?? CheckState(since: outcome.at)
    let step = stream.take(result, at: outcome.at, rules: rules)
    let isFinal = step.standing == .confirmed
    return Verdict(
        measuredAt: outcome.beganAt, status: Status(stream.hard), lastSeen: result == .passed ? outcome.at : nil,
        lastError: outcome.error(step.standing), facts: outcome.facts,
        checks: checks.merging([.stream: stream]) { _, new in new },
        alerts: step.changes.flatMap {
            alerts($0, of: outcome, in: stream, for: Message.Subject(camera), settings: settings)
        },
        next: isFinal ? .regular : .after(rules.recheckInterval), isFinal: isFinal, latency: outcome.latency)
}

private func alerts(
    _ change: CheckChange, of outcome: CameraOutcome, in stream: CheckState, for subject: Message.Subject,
    settings: Settings
) -> [AlertChange] {
    switch change {
    case .wentDown:
        [
            .raise(
                .cameraOffline, settings.severity(of: .cameraOffline),
                outage(outcome, in: stream, of: subject))
        ]
    case .cameBack(let outage):
        [.resolve(.cameraOffline), .note(.cameraOnline, .info, subject.isBack(after: outage))]
    case .becameUnstable:
        [.raise(.cameraUnstable, settings.severity(of: .cameraUnstable), subject.isUnstable)]
    case .becameSteady: [.resolve(.cameraUnstable)]
    }
}

private func outage(_ outcome: CameraOutcome, in stream: CheckState, of subject: Message.Subject) -> String {
    guard case .busy(let reason) = outcome.result, let since = stream.busySince else {
        return subject.isOffline(outcome.reason ?? "")
    }
    return subject.isBusy(for: outcome.at - since, reason)
}

extension CameraOutcome {
    /// What it says of the stream; `nil` where the camera was not asked. A refused password is not tried again: cameras
    /// lock out those who insist.
    fileprivate var checkResult: CheckResult? {
        switch result {
        case .up: .passed
        case .busy: .busy
        case .down(.authentication, _): .refused
        case .down: .failed
        case .notAsked: nil
        }
    }

    /// Milliseconds.
    fileprivate var latency: Double? {
        guard case .up(let latency) = result else { return nil }
        return latency
    }

    /// What is wrong with the camera, where something is.
    fileprivate var reason: String? {
        switch result {
        case .up: nil
        case .down(_, let reason), .busy(let reason), .notAsked(let reason):
            note.map { Message.annotated(reason, $0) } ?? reason
        }
    }

    fileprivate func error(_ standing: CheckStep.Standing) -> String? {
        switch (standing, checkResult) {
        case (.confirmed, _): reason ?? note
        case (.rechecking(let count, let all), .passed): Message.recovering(count, of: all)
        case (.rechecking(let count, let all), _): Message.unconfirmed(reason ?? "", count, of: all)
        case (.awaitingParent, _): reason
        }
    }
}
