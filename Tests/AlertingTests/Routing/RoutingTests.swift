import Alerting
import Monitoring
import Testing

/// Who is told of an alert.
struct RoutingTests {
    private let noon = Timestamp.noon

    @Test(arguments: Severity.allCases)
    func `without a route the severities of the settings are sent to every receiver`(severity: Severity) {
        let telling = Policy.stub().telling(of: .outage(severity), at: noon)
        #expect(telling.told == (severity >= .medium ? ["email", "slack", "pager"] : []))
        #expect(telling.silence == (severity >= .medium ? nil : "Severity \(severity) is not sent at once"))
    }

    @Test func `alerts raised by hand have severities of their own`() {
        var settings = Settings()
        settings.notifiedManualSeverities = [.low]
        let policy = Policy.stub(settings)
        #expect(policy.telling(of: News(.manual, .low, of: nil), at: noon).told.count == 3)
        #expect(policy.telling(of: News(.manual, .critical, of: nil), at: noon).told == [])
        #expect(policy.telling(of: .outage(.critical), at: noon).told.count == 3)
    }

    @Test func `a receiver that cannot send or is disabled is skipped, and the reason is told`() {
        var policy = Policy.stub()
        policy.problems[ID(2)] = "SLACK_WEBHOOK_URL is not set"
        policy.receivers[2].isEnabled = false
        let plans = policy.telling(of: .outage(), at: noon).plans
        #expect(
            plans.map(\.course) == [.send, .skip("SLACK_WEBHOOK_URL is not set"), .skip("The receiver is disabled")])
    }

    @Test func `the first route that matches decides alone`() {
        var policy = Policy.stub()
        policy.routes = [
            Route(id: ID(1), name: "cameras", position: 1, match: Match(kinds: ["camera"]), receivers: [ID(1)]),
            Route(id: ID(2), name: "core", position: 2, match: Match(tags: ["core"]), receivers: [ID(3)]),
            Route(id: ID(3), name: "rest", position: 3, receivers: [ID(2), ID(3)]),
        ]
        #expect(policy.telling(of: .outage(tags: ["core"]), at: noon).told == ["pager"])
        #expect(policy.telling(of: .outage(tags: ["edge"]), at: noon).told == ["slack", "pager"])
        #expect(policy.telling(of: News(.cameraOffline, .low, of: .gate), at: noon).told == ["email"])
    }

    @Test func `positions count, not the order in which routes are given`() {
        var policy = Policy.stub()
        policy.routes = [
            Route(id: ID(1), name: "second", position: 2, receivers: [ID(1)]),
            Route(id: ID(2), name: "first", position: 1, receivers: [ID(2)]),
        ]
        #expect(policy.telling(of: .outage(), at: noon).told == ["slack"])
    }

    @Test func `a route replaces the severities of the settings`() {
        var policy = Policy.stub()
        policy.routes = [Route(id: ID(1), name: "all", position: 1, receivers: [ID(3)])]
        #expect(policy.telling(of: .outage(.info), at: noon).told == ["pager"])
        policy.routes[0].match.severities = [.critical]
        #expect(policy.telling(of: .outage(.critical), at: noon).told == ["pager"])
        #expect(policy.telling(of: .outage(.high), at: noon).told == ["email", "slack", "pager"])
    }

    @Test func `a route that names nobody tells nobody, and says so`() {
        var policy = Policy.stub()
        policy.routes = [Route(id: ID(1), name: "Night", position: 1)]
        let telling = policy.telling(of: .outage(.critical), at: noon)
        #expect(telling == Telling(silence: "Route “Night” names nobody"))
    }

    @Test func `a route that is disabled, or whose hours do not hold now, decides nothing`() {
        var policy = Policy.stub()
        policy.routes = [
            Route(id: ID(1), name: "off", position: 1, receivers: [ID(1)], isEnabled: false),
            Route(
                id: ID(2), name: "night", position: 2, receivers: [ID(2)],
                hours: WeeklyHours(from: 22 * 60, to: 6 * 60)),
            Route(id: ID(3), name: "day", position: 3, receivers: [ID(3)]),
        ]
        #expect(policy.telling(of: .outage(), at: noon).told == ["pager"])
        #expect(policy.telling(of: .outage(), at: noon + .seconds(11 * 3600)).told == ["slack"])
    }

    @Test func `notices wait for others as long as the route says, or else the settings`() {
        var policy = Policy.stub()
        #expect(
            policy.telling(of: .outage(), at: noon).plans.map(\.groupWait) == [.seconds(8), .seconds(8), .seconds(8)])
        policy.routes = [Route(id: ID(1), name: "pager", position: 1, receivers: [ID(3)], groupWait: 0)]
        #expect(policy.telling(of: .outage(), at: noon).plans.map(\.groupWait) == [.zero])
    }

    @Test func `a receiver that is gone is told nothing by a route that still names it`() {
        var policy = Policy.stub()
        policy.routes = [Route(id: ID(1), name: "all", position: 1, receivers: [ID(9)])]
        #expect(policy.telling(of: .outage(), at: noon).silence == "Route “all” names nobody")
    }

    @Test func `the end of an outage is told only if it is wanted`() {
        #expect(Policy.stub().tellingOfEnd().plans == [])
        #expect(Policy.stub().tellingOfEnd().silence == "“Back online” is not sent: notify_recovery is off")
        var settings = Settings()
        settings.notifiesRecovery = true
        let telling = Policy.stub(settings).tellingOfEnd()
        #expect(telling.told == ["email", "slack", "pager"])
        #expect(telling.silence == "Nobody was told of the outage")
    }

    @Test func `a summary goes to every receiver that is enabled`() {
        var policy = Policy.stub()
        policy.receivers[0].isEnabled = false
        policy.problems[ID(2)] = "not set"
        #expect(policy.summaryPlans.map(\.name) == ["slack", "pager"])
        #expect(policy.summaryPlans.map(\.course) == [.skip("not set"), .send])
    }

    @Test func `each change to alerts is decided for the subject of the poll`() {
        let policy = Policy.stub()
        let raise = AlertChange.raise(.deviceOffline, .high, "It is offline")
        let told = raise.told(by: policy, of: .core, at: noon)
        #expect(told == .raise(.deviceOffline, .high, "It is offline", policy.telling(of: .outage(), at: noon)))
        #expect(AlertChange.resolve(.deviceOffline).told(by: policy, of: .core, at: noon) == .resolve(.deviceOffline))
    }
}
