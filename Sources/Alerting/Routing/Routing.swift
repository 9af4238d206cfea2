package import Monitoring

extension Policy {
    /// Who is told of a new alert, when, and why somebody is not. The first route that holds decides; without one it is
    /// every receiver, if the settings want this severity sent at once. Maintenance puts off all of it.
    package func telling(of news: News, at now: Timestamp) -> Telling {
        guard let hold = maintenance(of: news, at: now) else { return decision(on: news, at: now) }
        // Hours of routes are asked for the time at which people would be told.
        var telling = decision(on: news, at: hold.until)
        for index in telling.plans.indices where telling.plans[index].course == .send {
            telling.plans[index].course = .hold(until: hold.until, hold.reason)
        }
        return telling
    }

    /// Of an event that ends an outage: of these, those are told who were told of the outage.
    package func tellingOfEnd() -> Telling {
        guard settings.notifiesRecovery else { return Telling(silence: Sentence.recoveryIsNotSent) }
        return Telling(everybody, silence: Sentence.outageWasNotTold)
    }

    /// Of what is of no alert, such as a summary.
    package var summaryPlans: [NoticePlan] {
        receivers.filter(\.isEnabled).map { plan(for: $0, groupWait: .zero) }
    }

    private func decision(on news: News, at moment: Timestamp) -> Telling {
        if let route = route(of: news, at: moment) { return telling(by: route) }
        guard settings.isNotifiedAtOnce(news.severity, of: news.rule) else {
            return Telling(silence: Sentence.notSent(news.severity))
        }
        return Telling(everybody)
    }

    /// - Parameter moment: of the hours.
    private func route(of news: News, at moment: Timestamp) -> Route? {
        routes.sorted { ($0.position, $0.id) < ($1.position, $1.id) }.first { route in
            route.isEnabled && route.match.holds(of: news)
                && route.hours?.hold(at: moment, in: settings.zone) != false
        }
    }

    private func telling(by route: Route) -> Telling {
        let wait = route.groupWait.map { Duration.seconds($0) } ?? settingsGroupWait
        let plans = receivers.filter { route.receivers.contains($0.id) }.map { plan(for: $0, groupWait: wait) }
        return Telling(plans, silence: plans.isEmpty ? Sentence.namesNobody(route.name) : nil)
    }

    private var everybody: [NoticePlan] { receivers.map { plan(for: $0, groupWait: settingsGroupWait) } }

    private var settingsGroupWait: Duration { .seconds(settings.notifyGroupWait) }

    private func plan(for receiver: Receiver, groupWait: Duration) -> NoticePlan {
        let obstacle = receiver.isEnabled ? problems[receiver.id] : Sentence.isDisabled
        return NoticePlan(
            receiver.id, name: receiver.name, obstacle.map { .skip($0) } ?? .send, groupWait: groupWait)
    }
}

extension AlertChange {
    /// With who is told of it.
    package func told(by policy: Policy, of subject: TaggedSubject, at now: Timestamp) -> AlertChange {
        switch self {
        case .raise(let rule, let severity, let message, _):
            let telling = policy.telling(of: News(rule, severity, of: subject), at: now)
            return .raise(rule, severity, message, telling)
        case .note(let rule, let severity, let message, _):
            return .note(rule, severity, message, policy.tellingOfEnd())
        case .resolve: return self
        }
    }
}

/// Why somebody is not told, as operators read it beside the alert.
private enum Sentence {
    static let recoveryIsNotSent = "“Back online” is not sent: notify_recovery is off"
    static let outageWasNotTold = "Nobody was told of the outage"
    static let isDisabled = "The receiver is disabled"

    static func notSent(_ severity: Severity) -> String { "Severity \(severity.rawValue) is not sent at once" }
    static func namesNobody(_ route: String) -> String { "Route “\(route)” names nobody" }
}
