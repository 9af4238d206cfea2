internal import Foundation
internal import Monitoring

/// A check that comes and goes is told of as one thing, "unstable", instead of change by change. Each change weighs less
/// as time passes, the way routers damp routes that flap (RFC 2439 §4.2): the second outage within some twenty minutes
/// makes a check unstable, and quiet time alone makes it steady again.
extension CheckState {
    private static let halfLife = Duration.seconds(1800)
    /// Three changes that are 629 s apart, or closer: such as a camera's that is asked every ten minutes.
    private static let unstableAt = 2.4
    private static let steadyBelow = 1.0
    /// So that a check which came and went all day is steady within an hour.
    private static let most = 4.0
    /// More of them are counted no further: by then time alone tells that an outage lasts.
    private static let mostOutageChecks = 24

    /// Called before `since` moves.
    mutating func weighChange(to next: Hard, at now: Timestamp) {
        let isFlip = (hard == .up && next == .down) || (hard == .down && next == .up)
        instability = min(Self.most, instability(at: now) + (isFlip ? 1 : 0))
    }

    /// Called before a result is weighed: quiet time counts whether or not it was asked in it.
    mutating func calm(at now: Timestamp) -> [CheckChange] {
        guard isUnstable, instability(at: now) < Self.steadyBelow else { return [] }
        isUnstable = false
        return [.becameSteady]
    }

    mutating func unsettle(at now: Timestamp, rules: CheckRules) -> [CheckChange] {
        guard !isUnstable, instability(at: now) >= Self.unstableAt, rules.raisesAlerts else { return [] }
        isUnstable = true
        longestOutage = 0
        return [.becameUnstable]
    }

    // MARK: Outages

    mutating func countOutage() {
        guard hard == .down else { return }
        outageChecks = min(outageChecks + 1, Self.mostOutageChecks)
    }

    mutating func endOutage() {
        if isUnstable { longestOutage = max(longestOutage, outageChecks) }
        outageChecks = 0
    }

    /// Whether an outage of an unstable check is one to be told: three checks found it, clearly more than found any of
    /// those that came and went; or it is there at the third regular poll after two minutes, however they were.
    func isLasting(at now: Timestamp, rules: CheckRules) -> Bool {
        (outageChecks >= 3 && outageChecks * 2 >= longestOutage * 3)
            || lasts(max(.seconds(120), rules.pollInterval * 5 / 2), at: now)
    }

    /// A clock that was set back since the state began hides no outage.
    private func lasts(_ duration: Duration, at now: Timestamp) -> Bool {
        !(.zero..<duration).contains(now - since)
    }

    private func instability(at now: Timestamp) -> Double {
        let quietTime = max(.zero, now - since)
        return instability * exp2(-(quietTime / Self.halfLife))
    }
}
