internal import Foundation
internal import Monitoring

/// A check that comes and goes is told of as one thing, "unstable", instead of change by change. Each change weighs less
/// as time passes, the way routers damp routes that flap (RFC 2439 §4.2): five changes within half an hour make a check
/// unstable, and quiet time alone makes it steady again.
extension CheckState {
    private static let halfLife = Duration.seconds(1800)
    private static let unstableAt = 4.0
    private static let steadyBelow = 2.0
    /// So that a check which came and went all day is steady within an hour.
    private static let most = 8.0

    /// Called before `since` moves.
    mutating func weighChange(to next: Hard, at now: Timestamp) {
        let isFlip = (hard == .up && next == .down) || (hard == .down && next == .up)
        instability = min(Self.most, instability(at: now) + (isFlip ? 1 : 0))
    }

    mutating func stabilityChanges(at now: Timestamp, rules: CheckRules) -> [CheckChange] {
        let instability = instability(at: now)
        if isUnstable, instability < Self.steadyBelow {
            isUnstable = false
            return [.becameSteady]
        }
        if !isUnstable, instability >= Self.unstableAt, rules.raisesAlerts {
            isUnstable = true
            return [.becameUnstable]
        }
        return []
    }

    /// Whether an outage of an unstable check lasts long enough to be told: for two minutes and its third regular poll.
    func isSustained(at now: Timestamp, rules: CheckRules) -> Bool {
        lasts(max(.seconds(120), rules.pollInterval * 5 / 2), at: now)
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
