internal import Alerting
package import Monitoring

extension ID<Receiver> {
    package static let email = Receiver.emailOfSettings
    package static let slack = Receiver.slackOfSettings
}

extension NoticePlan {
    package static let email = NoticePlan(.email, name: "email")
    package static let slack = NoticePlan(.slack, name: "slack")

    package func skipped(_ reason: String) -> NoticePlan {
        NoticePlan(receiver, name: name, .skip(reason), groupWait: groupWait)
    }

    package func waiting(_ groupWait: Duration) -> NoticePlan {
        NoticePlan(receiver, name: name, course, groupWait: groupWait)
    }
}

extension Receiver {
    /// As it is stored from the start, where it is one of the settings.
    package static func stub(_ id: ID<Receiver>, _ name: String) -> Receiver {
        let start = Timestamp(milliseconds: 0)
        return Receiver(id: id, kind: name, name: name, createdAt: start, updatedAt: start)
    }
}

extension Policy {
    /// By which everybody of whom there is a plan is told as it says, of what the settings want told.
    package init(_ plans: [NoticePlan], _ settings: Settings = Settings()) {
        var settings = settings
        settings.notifyGroupWait = Int(plans.map(\.groupWait).max().map { $0 / .seconds(1) } ?? 0)
        let problems = plans.compactMap { plan in
            if case .skip(let reason) = plan.course { (plan.receiver, reason) } else { nil }
        }
        self.init(
            settings: settings, receivers: plans.map { .stub($0.receiver, $0.name) },
            problems: Dictionary(uniqueKeysWithValues: problems))
    }
}

extension Decision {
    /// With who is told of its alerts.
    package func told(by policy: Policy, at now: Timestamp) -> Decision {
        var decision = self
        let subject = TaggedSubject(claim.subject)
        decision.verdict.alerts = verdict.alerts.map { $0.told(by: policy, of: subject, at: now) }
        return decision
    }
}
