package import Monitoring

/// One check's state machine: a result comes in, the state moves, and what is worth telling comes out.
extension CheckState {
    package mutating func take(
        _ result: CheckResult, at now: Timestamp, parent: Parent? = nil, rules: CheckRules
    ) -> CheckStep {
        let began = since
        let calmed = calm(at: now)
        noteBusy(result, at: now)
        let standing = weigh(result, at: now, parent: parent, rules: rules)
        guard standing == .confirmed else {
            return CheckStep(
                standing: standing, changes: calmed, needsParent: isSilenceOlder(than: parent, result, at: now))
        }
        countOutage()
        return CheckStep(
            standing: .confirmed,
            changes: calmed + unsettle(at: now, rules: rules) + reportChanges(at: now, outageBegan: began, rules: rules)
        )
    }

    /// The check is no longer made: what was told of it ends.
    package mutating func forget(at now: Timestamp) -> [CheckChange] {
        let changes: [CheckChange] =
            (isReported ? [.cameBack(after: now - since)] : []) + (isUnstable ? [.becameSteady] : [])
        self = CheckState(since: now)
        return changes
    }

    private mutating func weigh(
        _ result: CheckResult, at now: Timestamp, parent: Parent?, rules: CheckRules
    ) -> CheckStep.Standing {
        switch (result, hard) {
        case (.passed, .up), (.refused, .down), (.busy, .down):
            agree()
        case (.busy, .up), (.busy, .unknown), (.busy, .unreachable):
            agree()
            if isBusyTooLong(at: now, rules: rules) { become(.down, at: now) }
        case (.failed, .down):
            let isBehindParent = !isReported && parent?.isDown == true
            if isBehindParent { become(.unreachable, at: now) } else { agree() }
        case (.failed, .unreachable) where parent?.isDown == true:
            agree()
        case (.passed, .unknown), (.passed, .unreachable):
            become(.up, at: now)
        case (.refused, .up), (.refused, .unknown), (.refused, .unreachable):
            become(.down, at: now)
        case (.passed, .down):
            contradict(at: now)
            guard streak >= rules.confirmations else { return .rechecking(streak, of: rules.confirmations) }
            become(.up, at: now)
        case (.failed, .up), (.failed, .unknown), (.failed, .unreachable):
            contradict(at: now)
            guard streak >= rules.confirmations else { return .rechecking(streak, of: rules.confirmations) }
            guard let verdict = silenceVerdict(at: now, parent: parent, rules: rules) else { return .awaitingParent }
            become(verdict, at: now)
        }
        return .confirmed
    }

    /// Failures in between prove nothing either; a pass does.
    private mutating func noteBusy(_ result: CheckResult, at now: Timestamp) {
        switch result {
        case .passed: busySince = nil
        case .busy: busySince = min(busySince ?? now, now)
        case .failed, .refused: break
        }
    }

    private func isBusyTooLong(at now: Timestamp, rules: CheckRules) -> Bool {
        now - (busySince ?? now) >= rules.busyPatience
    }

    /// Whether a silence that is long enough is the check's own or its parent's; `nil` while the parent is not decided.
    private func silenceVerdict(at now: Timestamp, parent: Parent?, rules: CheckRules) -> Hard? {
        guard let parent else { return .down }
        if parent.isDown { return .unreachable }
        let silence = streakSince ?? now
        let isPatient = (.zero..<rules.parentPatience).contains(now - silence)
        return parent.isUp(since: silence, at: now) || !isPatient ? .down : nil
    }

    private func isSilenceOlder(than parent: Parent?, _ result: CheckResult, at now: Timestamp) -> Bool {
        guard result == .failed, let parent, let streakSince else { return false }
        return !parent.isDown && !parent.isPolled(since: streakSince, at: now)
    }

    private mutating func agree() {
        streak = 0
        streakSince = nil
    }

    private mutating func contradict(at now: Timestamp) {
        streak += 1
        streakSince = streakSince ?? now
    }

    private mutating func become(_ next: Hard, at now: Timestamp) {
        weighChange(to: next, at: now)
        if hard == .down { endOutage() }
        hard = next
        since = now
        streak = 0
        streakSince = nil
    }

    /// An outage is told once: at once, or when it lasts although the check changes too often to tell each change. Its
    /// end is told if it was.
    private mutating func reportChanges(
        at now: Timestamp, outageBegan began: Timestamp, rules: CheckRules
    ) -> [CheckChange] {
        switch hard {
        case .down where !isReported && rules.raisesAlerts && (!isUnstable || isLasting(at: now, rules: rules)):
            isReported = true
            return [.wentDown]
        case .up where isReported:
            isReported = false
            return [.cameBack(after: now - began)]
        case .up, .down, .unknown, .unreachable:
            return []
        }
    }
}

extension Parent {
    var isDown: Bool { reachability.hard == .down || reachability.hard == .unreachable }

    /// Whether it was asked after `moment`. One that was asked in the future was asked before the clock was set back.
    func isPolled(since moment: Timestamp, at now: Timestamp) -> Bool {
        guard let polledAt else { return false }
        return polledAt >= moment && polledAt <= now
    }

    /// Whether it is known to have answered after `moment`.
    func isUp(since moment: Timestamp, at now: Timestamp) -> Bool {
        isPolled(since: moment, at: now) && reachability.hard == .up && reachability.streak == 0
    }
}
