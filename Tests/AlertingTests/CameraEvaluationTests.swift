import Monitoring
import Testing

@testable import Alerting

struct CameraEvaluationTests {
    private static let refused = CameraOutcome.Result.down(.authentication, "The camera refuses the password")
    private static let closed = CameraOutcome.Result.down(.connect, "10.0.0.9:554 refuses connections")

    private struct Timeline {
        var camera: Camera
        var settings = Settings()
        var checks: [Check: CheckState] = [:]
        var now = Timestamp.start

        init(password: Secret? = Secret("secret")) {
            camera = Camera(
                id: ID(4),
                configuration: CameraConfiguration(
                    name: "Gate", address: "10.0.0.9", rtspURL: "rtsp://10.0.0.9/1", password: password),
                createdAt: .start, updatedAt: .start)
        }

        @discardableResult
        mutating func check(_ result: CameraOutcome.Result) -> Verdict<CameraFacts> {
            let outcome = CameraOutcome(at: now, duration: 0.2, result: result)
            let verdict = evaluate(outcome, for: camera, checks: checks, settings: settings)
            camera.status = verdict.status
            camera.lastError = verdict.lastError
            checks = verdict.checks
            now = now + .seconds(verdict.isFinal ? camera.configuration.pollInterval ?? 600 : 2)
            return verdict
        }

        /// Every verdict until something is told, and for an hour and a half at most.
        mutating func checkUntilTold(_ results: CameraOutcome.Result...) -> (
            verdict: Verdict<CameraFacts>, after: Duration
        ) {
            let start = now
            while true {
                for result in results {
                    let at = now
                    let verdict = check(result)
                    if !verdict.alerts.isEmpty || at - start > .seconds(5400) { return (verdict, at - start) }
                }
            }
        }
    }

    @Test func `a camera that streams is online at once`() {
        var timeline = Timeline()
        let verdict = timeline.check(.up(latency: 12))
        #expect(verdict.status == .online)
        #expect(verdict.latency == 12)
        #expect(verdict.isFinal)
        #expect(verdict.alerts == [])
    }

    @Test func `three failures in a row are an outage, told as medium with the broken rung's sentence`() {
        var timeline = Timeline()
        timeline.check(.up(latency: 12))
        #expect(timeline.check(Self.closed).status == .online)
        #expect(timeline.check(Self.closed).status == .online)
        let verdict = timeline.check(Self.closed)
        #expect(verdict.status == .offline)
        #expect(
            verdict.alerts == [
                .raise(
                    .cameraOffline, .medium, "Camera Gate (10.0.0.9) is offline: 10.0.0.9:554 refuses connections")
            ])
    }

    @Test func `recovery is symmetric and noted`() {
        var timeline = Timeline()
        for _ in 0..<3 { timeline.check(Self.closed) }
        #expect(timeline.check(.up(latency: 9)).status == .offline)
        timeline.check(.up(latency: 9))
        let verdict = timeline.check(.up(latency: 9))
        #expect(verdict.status == .online)
        #expect(
            verdict.alerts == [
                .resolve(.cameraOffline),
                .note(.cameraOnline, .info, "Camera Gate (10.0.0.9) is back online after 10 min 4 s"),
            ])
    }

    @Test func `one refused password is believed at once, and told once`() {
        var timeline = Timeline()
        timeline.check(.up(latency: 12))
        let verdict = timeline.check(Self.refused)
        #expect(verdict.status == .offline)
        #expect(verdict.isFinal)
        #expect(verdict.next == .regular)
        #expect(verdict.lastError == "The camera refuses the password")
        #expect(verdict.alerts.map(\.rule) == [.cameraOffline])
        for _ in 0..<5 {
            let again = timeline.check(Self.refused)
            #expect(again.alerts == [])
            #expect(again.next == .regular)
        }
    }

    // MARK: Busy

    private static let sentence = "The camera has no free session (453 Not Enough Bandwidth)"
    private static let busy = CameraOutcome.Result.busy(sentence)

    @Test func `a busy camera keeps its last known state, which is no proof that it was seen`() {
        var timeline = Timeline()
        timeline.check(.up(latency: 12))
        let verdict = timeline.check(Self.busy)
        #expect(verdict.status == .online)
        #expect(verdict.lastError == Self.sentence)
        #expect(verdict.lastSeen == nil)
        #expect(verdict.isFinal)
        #expect(verdict.next == .regular)
        #expect(verdict.alerts == [])
    }

    @Test func `of a new camera that is busy nothing is known but that`() {
        var timeline = Timeline()
        let verdict = timeline.check(Self.busy)
        #expect(verdict.status == .unknown)
        #expect(verdict.lastError == Self.sentence)
        #expect(verdict.alerts == [])
    }

    @Test(arguments: [true, false])
    func `one that stays busy is told after three checks, known or new`(isKnown: Bool) {
        var timeline = Timeline()
        if isKnown { timeline.check(.up(latency: 12)) }
        let (verdict, after) = timeline.checkUntilTold(Self.busy)
        #expect(after == .seconds(1800))
        #expect(verdict.status == .offline)
        #expect(
            verdict.alerts == [
                .raise(
                    .cameraOffline, .medium,
                    "Camera Gate (10.0.0.9) answers, but has been busy for 30 min: \(Self.sentence)")
            ])
        for _ in 0..<5 { #expect(timeline.check(Self.busy).alerts == []) }
    }

    @Test(arguments: [(10, 300, 300), (60, 300, 300), (150, 300, 450), (10, 0, 30), (10, 3600, 3600)])
    func `that is five minutes at least, or as the settings say`(interval: Int, limit: Int, seconds: Int) {
        var timeline = Timeline()
        timeline.camera.configuration.pollInterval = interval
        timeline.settings.cameraBusyLimit = limit
        timeline.check(.up(latency: 12))
        #expect(timeline.checkUntilTold(Self.busy).after == .seconds(seconds))
    }

    @Test func `a busy answer never brings a camera back`() {
        var timeline = Timeline()
        for _ in 0..<3 { timeline.check(Self.closed) }
        for _ in 0..<5 {
            let verdict = timeline.check(Self.busy)
            #expect(verdict.status == .offline)
            #expect(verdict.alerts == [])
        }
        timeline.check(.up(latency: 9))
        timeline.check(Self.busy)
        timeline.check(.up(latency: 9))
        timeline.check(.up(latency: 9))
        #expect(timeline.camera.status == .offline, "two passes in a row, and three are asked for")
        #expect(timeline.check(.up(latency: 9)).status == .online)
    }

    @Test func `a picture ends it, and the next busy stretch begins anew`() {
        var timeline = Timeline()
        timeline.check(.up(latency: 12))
        for _ in 0..<20 {
            for _ in 0..<3 { #expect(timeline.check(Self.busy).alerts == []) }
            #expect(timeline.check(.up(latency: 12)).lastError == nil)
        }
        let told = timeline.checkUntilTold(Self.busy)
        #expect(told.verdict.status == .offline)
        for _ in 0..<2 { timeline.check(.up(latency: 9)) }
        #expect(timeline.check(.up(latency: 9)).alerts.map(\.rule) == [.cameraOffline, .cameraOnline])
    }

    @Test func `one that is busy and hangs up by turns proves nothing either`() {
        var timeline = Timeline()
        timeline.check(.up(latency: 12))
        let (verdict, after) = timeline.checkUntilTold(Self.busy, Self.closed)
        #expect(verdict.status == .offline)
        #expect(after <= .seconds(2400))
    }

    @Test func `a clock that is set back in a busy stretch neither hides it for long nor tells it early`() {
        var timeline = Timeline()
        timeline.check(.up(latency: 12))
        timeline.check(Self.busy)
        timeline.now = timeline.now - .seconds(86_400)
        #expect(timeline.checkUntilTold(Self.busy).after == .seconds(1800))
    }

    @Test func `a kind of trouble has the severity that the settings say`() {
        var timeline = Timeline()
        timeline.settings.severities = [.cameraOffline: .critical, .cameraUnstable: .low]
        var told: [AlertChange] = []
        for _ in 0..<6 {
            for _ in 0..<3 { told += timeline.check(Self.closed).alerts }
            for _ in 0..<3 { told += timeline.check(.up(latency: 9)).alerts }
        }
        let severities = Dictionary(
            told.compactMap { change in
                if case .raise(let rule, let severity, _, _) = change { (rule, severity) } else { nil }
            },
            uniquingKeysWith: { first, _ in first })
        #expect(severities == [.cameraOffline: .critical, .cameraUnstable: .low])
    }

    @Test func `what could not be asked is told, and changes nothing`() {
        var timeline = Timeline()
        timeline.check(.up(latency: 12))
        timeline.check(Self.closed)
        let checks = timeline.checks
        var camera = timeline.camera
        for _ in 0..<5 {
            let verdict = timeline.check(.notAsked("No route of our own"))
            camera.lastError = "Could not be asked: no route of our own"
            #expect(verdict.alerts == [])
            #expect(verdict.measuredAt == nil)
            #expect(verdict.next == .after(.seconds(30)))
            #expect(timeline.camera == camera)
            #expect(timeline.checks == checks)
        }
    }

    @Test func `a disabled camera that is tested by hand raises nothing`() {
        var timeline = Timeline()
        timeline.camera.configuration.isEnabled = false
        #expect(timeline.check(Self.refused).alerts == [])
    }
}
