import Monitoring
import Testing

@testable import Alerting

struct CameraEvaluationTests {
    private static let refused = CameraOutcome.Result.down(.authentication, "The camera refuses the password")
    private static let closed = CameraOutcome.Result.down(.connect, "10.0.0.9:554 refuses connections")

    private struct Timeline {
        var camera: Camera
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
            let verdict = evaluate(outcome, for: camera, checks: checks, settings: Settings())
            camera.status = verdict.status
            camera.lastError = verdict.lastError
            checks = verdict.checks
            now = now + .seconds(verdict.isFinal ? 600 : 2)
            return verdict
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

    @Test func `one refused password is believed at once and never offered again`() {
        var timeline = Timeline()
        timeline.check(.up(latency: 12))
        let verdict = timeline.check(Self.refused)
        #expect(verdict.status == .offline)
        #expect(verdict.isFinal)
        #expect(verdict.next == .regular)
        #expect(verdict.lastError == "The camera refuses the password")
        #expect(verdict.checks[.stream]?.hasRejectedCredentials == true)
        #expect(verdict.alerts.map(\.rule) == [.cameraOffline])
        for _ in 0..<5 {
            let again = timeline.check(Self.refused)
            #expect(again.checks[.stream]?.hasRejectedCredentials == true)
            #expect(again.alerts == [])
            #expect(again.next == .regular)
        }
    }

    @Test func `a camera without a password has none that was refused`() {
        var timeline = Timeline(password: nil)
        let verdict = timeline.check(Self.refused)
        #expect(verdict.status == .offline)
        #expect(verdict.checks[.stream]?.hasRejectedCredentials == false)
    }

    @Test func `a busy camera is online and says that it is busy`() {
        var timeline = Timeline()
        let verdict = timeline.check(.busy("The camera has no free session (453)"))
        #expect(verdict.status == .online)
        #expect(verdict.lastError == "The camera has no free session (453)")
        #expect(verdict.lastSeen == .start)
        #expect(verdict.isFinal)
    }

    @Test func `what could not be asked changes nothing`() {
        var timeline = Timeline()
        timeline.check(.up(latency: 12))
        timeline.check(Self.closed)
        let (camera, checks) = (timeline.camera, timeline.checks)
        for _ in 0..<5 {
            let verdict = timeline.check(.notAsked("No route of our own"))
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
