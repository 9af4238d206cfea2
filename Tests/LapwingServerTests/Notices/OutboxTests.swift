import Bus
import Monitoring
import Notifiers
import ServiceLifecycle
import Store
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

struct OutboxTests {
    private let time = ManualTime()
    private let bus = InProcessBus()
    private let log = LogRecorder()
    private let store: Store
    private let plans: [NoticePlan] = [.email, .slack]

    init() async throws {
        let time = time
        store = try await Store.temporary(in: time)
    }

    private func outbox(_ notifier: ScriptedNotifier, worker: String = "w1") -> [any Service] {
        let clockGuard = ClockGuard(clock: time.clock, logger: .silent)
        return [
            clockGuard,
            Dispatcher(
                Outbox(notifier, store: store, clock: time.clock, logger: log.logger), bus: bus,
                clockGuard: clockGuard, worker: worker, limits: .notices, clock: time.clock, logger: log.logger),
        ]
    }

    private func raise(to plans: [NoticePlan]? = nil) async throws -> Alert {
        try await store.createAlert(
            device: nil, severity: .high, message: "The roof leaks", to: plans ?? self.plans)
    }

    private func history(of alert: Alert, to receiver: ID<Receiver> = .email) async throws -> NoticeHistory {
        let notices = try #require(try await store.alert(alert.id)).notices
        return try #require(notices.first { $0.notice.receiver == receiver })
    }

    @Test func `a notice is sent at the hint and what the server said is on record`() async throws {
        let email = ScriptedNotifier(.email)
        try await running(outbox(email)) {
            let alert = try await raise()
            bus.publish(.noticesDue)
            try await eventually("it is delivered") {
                bus.publish(.noticesDue)
                return try await history(of: alert).notice.state == .delivered
            }
            let record = try await history(of: alert)
            #expect(record.attempts == [DeliveryAttempt(at: time.now, succeeded: true, answer: "250 OK")])
            #expect(record.notice.deliveredAt == time.now)
            #expect(try await history(of: alert, to: .slack).notice.state == .pending)
        }
        #expect(email.sendings.value.map(\.mayBeRepeat) == [false])
    }

    @Test func `a server that is away is asked again, ever more seldom, until it takes the notice`() async throws {
        let sentAt = Box<[Timestamp]>([])
        let time = time
        let email = ScriptedNotifier(.email) { number in
            sentAt.update { $0.append(time.now) }
            return number < 4 ? .away : .sent
        }
        let alert = try await raise()
        try await time.flowing {
            try await running(outbox(email)) {
                try await eventually("it is delivered") {
                    try await history(of: alert).notice.state == .delivered
                }
            }
        }
        let pauses = zip(sentAt.value, sentAt.value.dropFirst()).map { $1 - $0 }
        for (pause, expected) in zip(pauses, [5, 10, 20, 40]) {
            #expect(pause >= .seconds(expected) * 0.8 && pause <= .seconds(expected) * 1.2 + .seconds(3))
        }
        let record = try await history(of: alert)
        #expect(record.attempts.map(\.succeeded) == [false, false, false, false, true])
        #expect(record.attempts.first?.answer == "mail.example does not answer")
        #expect(record.notice.attempts == 5)
        #expect(email.sendings.value.allSatisfy { !$0.mayBeRepeat })
    }

    @Test func `what a server refuses for good is tried again too, and is seen`() async throws {
        let email = ScriptedNotifier(.email) { $0 == 0 ? .unknownAddress : .sent }
        let alert = try await raise()
        try await time.flowing {
            try await running(outbox(email)) {
                try await eventually("it was refused") {
                    try await history(of: alert).notice.lastError == "550 No such user"
                }
                #expect(try await history(of: alert).notice.state == .pending)
                try await eventually("it is delivered") {
                    await time.pass(.seconds(5))
                    return try await history(of: alert).notice.state == .delivered
                }
            }
        }
        #expect(log.messages.contains { $0.contains("was not sent to email, next attempt at") })
    }

    @Test func `what may have arrived although it failed is sent again, and says that it may be a repetition`()
        async throws
    {
        let email = ScriptedNotifier(.email) { $0 == 0 ? .lost : .sent }
        let alert = try await raise()
        try await time.flowing {
            try await running(outbox(email)) {
                try await eventually("it is delivered") {
                    try await history(of: alert).notice.state == .delivered
                }
            }
        }
        #expect(email.sendings.value.map(\.mayBeRepeat) == [false, true])
    }

    @Test func `acknowledging an alert stops its notices`() async throws {
        let user = try await store.createUser(
            username: "op", email: "op@example.org", passwordHash: "x", role: .operator)
        let email = ScriptedNotifier(.email) { _ in .away }
        let alert = try await raise()
        try await time.flowing {
            try await running(outbox(email)) {
                try await eventually("it was tried twice") { email.sendings.value.count == 2 }
                _ = try await store.acknowledgeAlert(alert.id, by: user)
                let tried = email.sendings.value.count
                let start = time.uptime
                try await eventually("a minute is over") { time.uptime - start > .seconds(60) }
                #expect(email.sendings.value.count <= tried + 1)
            }
        }
        #expect(try await history(of: alert).notice.state == .cancelled)
    }

    @Test func `what a process was sending when it was killed is sent again, and says that it may be a repetition`()
        async throws
    {
        let alert = try await raise()
        let lost = try await store.claimDueNotices(
            on: .email, limit: 4, worker: "killed", lease: .seconds(60), now: time.now)
        #expect(lost.count == 1)
        let email = ScriptedNotifier(.email)
        try await time.flowing {
            try await running(outbox(email)) {
                try await eventually("it is delivered") {
                    try await history(of: alert).notice.state == .delivered
                }
            }
        }
        #expect(time.uptime >= .seconds(59))
        #expect(email.sendings.value.map(\.mayBeRepeat) == [true])
    }

    @Test func `a slow mail server delays no chat message`() async throws {
        let answer = Gate()
        let email = ScriptedNotifier(.email) { _ in
            await answer.pass()
            return .sent
        }
        let slack = ScriptedNotifier(.slack)
        for _ in 0..<20 { _ = try await raise() }
        try await running(outbox(email) + outbox(slack, worker: "w2")) {
            try await answer.whileClosed {
                try await eventually("every mail that may be in flight is") {
                    email.sendings.value.count == DispatchLimits.notices.inFlight
                }
                try await eventually("every chat message is sent") { slack.sendings.value.count == 20 }
                #expect(email.sendings.value.count == DispatchLimits.notices.inFlight)
            }
        }
    }

    @Test func `in a storm a receiver that asks for a pause is asked by one message after it`() async throws {
        let (time, refused) = (time, Box<[Timestamp]>([]))
        let start = time.now
        let slack = ScriptedNotifier(.slack) { _ in
            guard time.now - start < .seconds(30) else { return .sent }
            refused.update { $0.append(time.now) }
            let rest = Duration.seconds(30) - (time.now - start)
            return .failure(
                NotifierError(isRetryable: true, description: "429", retryAfter: rest, scope: .rate))
        }
        for _ in 0..<40 { _ = try await raise() }
        try await time.flowing {
            try await running(outbox(slack)) {
                try await eventually("all are sent") { slack.sendings.value.count == 40 + refused.value.count }
            }
        }
        #expect(refused.value.count <= DispatchLimits.notices.inFlight)
        #expect(Set(slack.sendings.value.flatMap(\.notices)).count == 40)
    }

    @Test func `two hundred notices for a server that is away are one attempt at a time`() async throws {
        let (time, isBack) = (time, Box(false))
        let email = ScriptedNotifier(.email) { _ in
            isBack.value
                ? .sent : .failure(NotifierError(isRetryable: true, description: "no route", scope: .receiver))
        }
        for _ in 0..<200 { _ = try await raise() }
        try await time.flowing {
            try await running(outbox(email)) {
                try await eventually("it was tried for a minute") { time.uptime > .seconds(60) }
                #expect(email.sendings.value.count <= DispatchLimits.notices.inFlight + 5)
                isBack.value = true
                try await eventually("all are sent") {
                    try await store.backlog(now: time.now).outboxes["email"]?.notices == 0
                }
            }
        }
    }

    @Test func `a message that is refused holds up no other`() async throws {
        let email = ScriptedNotifier(.email) { $0 == 0 ? .unknownAddress : .sent }
        let alerts = [try await raise(), try await raise()]
        try await running(outbox(email)) {
            try await eventually("one is delivered") {
                let states = [try await history(of: alerts[0]), try await history(of: alerts[1])].map(\.notice.state)
                return Set(states) == [.delivered, .pending]
            }
        }
    }

    @Test func `who has it already is handed to the next attempt, and kept over a restart`() async throws {
        let has = NoticeRecipient(address: "a@example.org", state: .delivered, answer: "250 OK")
        let late = NoticeRecipient(address: "b@example.org", state: .delivered, answer: "250 OK")
        let alert = try await raise()
        let first = ScriptedNotifier(.email) { _ in
            .failure(NotifierError(isRetryable: true, description: "b: 451", recipients: [has]))
        }
        try await running(outbox(first)) {
            try await eventually("one has it") { try await history(of: alert).notice.recipients == [has] }
        }
        let second = ScriptedNotifier(.email) { _ in .success(Delivery(answer: "250 OK", recipients: [late])) }
        try await time.flowing {
            try await running(outbox(second, worker: "w2")) {
                try await eventually("it is delivered") {
                    try await history(of: alert).notice.state == .delivered
                }
            }
        }
        #expect(second.settled.value == [[has]])
        #expect(second.sendings.value.map(\.mayBeRepeat) == [false])
        #expect(try await history(of: alert).notice.recipients == [has, late])
    }

    @Test func `a message that takes long keeps its claim`() async throws {
        let (time, answer) = (time, Gate())
        let email = ScriptedNotifier(.email, limit: .seconds(1800)) { _ in
            await answer.pass()
            return .sent
        }
        let alert = try await raise()
        let another = ScriptedNotifier(.email)
        try await time.flowing {
            let mine = [
                Dispatcher(
                    Outbox(email, store: store, clock: time.clock, logger: log.logger), bus: bus,
                    clockGuard: ClockGuard(clock: time.clock, logger: .silent), worker: "w1",
                    limits: .notices(longest: .seconds(1800)), clock: time.clock, logger: log.logger)
            ]
            try await running(mine) {
                try await answer.whileClosed {
                    try await eventually("it is being sent") { email.sendings.value.count == 1 }
                    try await running(outbox(another, worker: "w2")) {
                        let start = time.uptime
                        try await eventually("two leases are over") { time.uptime - start > .seconds(130) }
                    }
                }
                try await eventually("it is delivered") {
                    try await history(of: alert).notice.state == .delivered
                }
            }
        }
        #expect(another.sendings.value.isEmpty)
        #expect(try await history(of: alert).attempts.count == 1)
    }

    @Test func `a server that never answers is given half a minute`() async throws {
        let email = ScriptedNotifier(.email) { number in
            if number == 0 { try? await Task.sleep(for: .seconds(3600)) }
            return .sent
        }
        let alert = try await raise()
        try await time.flowing {
            try await running(outbox(email)) {
                try await eventually("it is delivered") {
                    try await history(of: alert).notice.state == .delivered
                }
            }
        }
        let attempts = try await history(of: alert).attempts
        #expect(attempts.map(\.answer) == ["No answer within 30.0 seconds.", "250 OK"])
    }

    @Test func `a stop lets a message in flight get through`() async throws {
        let answer = Gate()
        let email = ScriptedNotifier(.email) { _ in
            await answer.pass()
            return .sent
        }
        let alert = try await raise()
        let group = ServiceGroup(services: outbox(email), logger: .silent)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await answer.whileClosed {
                try await eventually("it is being sent") { email.sendings.value.count == 1 }
                await group.triggerGracefulShutdown()
            }
            try await tasks.waitForAll()
        }
        #expect(try await history(of: alert).notice.state == .delivered)
    }

    @Test func `nothing is lost and nothing is sent twice when many are due`() async throws {
        let email = ScriptedNotifier(.email)
        for _ in 0..<100 { _ = try await raise() }
        try await running(outbox(email) + outbox(email, worker: "w2")) {
            try await eventually("all are sent") { try await store.outboxDepth().count == 100 }
        }
        #expect(email.sendings.value.count == 100)
        #expect(Set(email.sendings.value.flatMap(\.notices)).count == 100)
    }

    @Test func `a start tries at once what was waiting for its next attempt`() async throws {
        let alert = try await raise()
        let away = ScriptedNotifier(.email) { _ in .unknownAddress }
        try await running(outbox(away)) {
            try await eventually("it was refused") { try await history(of: alert).attempts.count == 1 }
        }
        let email = ScriptedNotifier(.email)
        try await running(outbox(email)) {
            try await eventually("it is delivered") {
                try await history(of: alert).notice.state == .delivered
            }
        }
    }

    // MARK: Several in one message

    private let grouped = [NoticePlan.email, .slack].map { $0.waiting(.seconds(8)) }

    /// Sends what is there, until all of it is delivered.
    private func deliver(_ alerts: [Alert], by notifier: ScriptedNotifier) async throws {
        try await time.flowing {
            try await running(outbox(notifier)) {
                try await eventually("all are delivered") {
                    for alert in alerts {
                        guard try await history(of: alert).notice.state == .delivered else { return false }
                    }
                    return true
                }
            }
        }
    }

    @Test func `what becomes known within a few seconds of another goes with it, and nothing waits longer`()
        async throws
    {
        let email = ScriptedNotifier(.email)
        let alerts = Box<[Alert]>([])
        try await time.flowing {
            // A start tries at once what waits, so it starts before there is anything.
            try await running(outbox(email)) {
                try await eventually("it looks") { time.uptime > .seconds(1) }
                try await time.standing {
                    for _ in 0..<30 {
                        let alert = try await raise(to: grouped)
                        alerts.update { $0.append(alert) }
                        time.advance(by: .milliseconds(100))
                    }
                }
                try await eventually("all are delivered") {
                    for alert in alerts.value {
                        guard try await history(of: alert).notice.state == .delivered else { return false }
                    }
                    return true
                }
            }
        }
        #expect(email.sendings.value.map(\.notices.count) == [30])
        let first = try await history(of: try #require(alerts.value.first))
        let waited = try #require(first.notice.deliveredAt) - first.notice.createdAt
        #expect(waited >= .seconds(8) && waited <= .seconds(10))
        for alert in alerts.value { #expect(try await history(of: alert).attempts.map(\.answer) == ["250 OK"]) }
    }

    @Test func `a group that did not get through stays one message, and every alert shows each attempt`() async throws {
        let email = ScriptedNotifier(.email) { $0 == 0 ? .lost : $0 == 1 ? .away : .sent }
        var alerts: [Alert] = []
        for _ in 0..<5 { alerts.append(try await raise(to: grouped)) }
        try await deliver(alerts, by: email)
        let sendings = email.sendings.value
        #expect(sendings.map(\.notices.count) == [5, 5, 5])
        #expect(Set(sendings.map(\.message)).count == 1)
        #expect(sendings.map(\.mayBeRepeat) == [false, true, true])
        for alert in alerts {
            #expect(try await history(of: alert).attempts.map(\.succeeded) == [false, false, true])
            #expect(try await history(of: alert).notice.attempts == 3)
        }
    }

    @Test func `what a process was sending when it was killed is repeated whole, and what came since goes alone`()
        async throws
    {
        var alerts: [Alert] = []
        for _ in 0..<3 { alerts.append(try await raise(to: grouped)) }
        time.setWall(by: .seconds(8))
        let lost = try await store.claimDueNotices(
            on: .email, limit: 4, worker: "killed", lease: .seconds(60), now: time.now)
        #expect(Set(lost.map(\.message)).count == 1)
        alerts.append(try await raise(to: grouped))
        let email = ScriptedNotifier(.email)
        try await deliver(alerts, by: email)
        let sendings = email.sendings.value.sorted { $0.notices.count < $1.notices.count }
        #expect(sendings.map(\.notices.count) == [1, 3])
        #expect(sendings.map(\.mayBeRepeat) == [false, true])
        #expect(sendings.last?.message == lost.first?.message)
    }

    @Test func `of a group, what somebody acknowledged meanwhile is left out`() async throws {
        let user = try await store.createUser(
            username: "op", email: "op@example.org", passwordHash: "x", role: .operator)
        let alerts = [try await raise(to: grouped), try await raise(to: grouped), try await raise(to: grouped)]
        _ = try await store.acknowledgeAlert(alerts[1].id, by: user)
        let email = ScriptedNotifier(.email)
        try await deliver([alerts[0], alerts[2]], by: email)
        #expect(email.sendings.value.map(\.notices.count) == [2])
    }

    @Test func `without a wait each alert is a message of its own`() async throws {
        let alerts = [try await raise(), try await raise(), try await raise()]
        let email = ScriptedNotifier(.email)
        try await deliver(alerts, by: email)
        #expect(email.sendings.value.map(\.notices.count) == [1, 1, 1])
        #expect(Set(email.sendings.value.map(\.message)).count == 3)
    }

    @Test func `two processes send a storm once, in few messages`() async throws {
        let email = ScriptedNotifier(.email)
        for _ in 0..<700 { _ = try await raise(to: grouped) }
        try await running(outbox(email) + outbox(email, worker: "w2")) {
            try await eventually("all are sent") { try await store.outboxDepth().count == 700 }
        }
        #expect(Set(email.sendings.value.flatMap(\.notices)).count == 700)
        #expect(email.sendings.value.map(\.notices.count).reduce(0, +) == 700)
        #expect(email.sendings.value.count == 2)
    }
}
