import Monitoring
import Testing

@testable import Alerting

/// One login at one recorder, as its cameras meet it.
struct LoginTests {
    private struct Recorder {
        var known: [String: LoginKnowledge] = [:]
        var now = Timestamp.start
        var insistsSince: Timestamp?

        func login(_ camera: Int64, port: Int = 554) -> CameraLogin {
            let configuration = CameraConfiguration(
                name: "gate-\(camera)", address: "10.0.0.9", rtspURL: "rtsp://10.0.0.9:\(port)/\(camera)",
                username: "admin", password: Secret("wrong"))
            let camera = Camera(id: ID(camera), configuration: configuration, createdAt: .start, updatedAt: .start)
            return CameraLogin(of: camera) ?? { preconditionFailure("it has credentials and a place") }()
        }

        func decision(_ camera: Int64, port: Int = 554) -> LoginDecision {
            LoginQuestion(
                login(camera, port: port), known: knowledge(camera, port), insistsSince: insistsSince, now: now
            ).decision
        }

        @discardableResult
        mutating func answer(_ answer: LoginAnswer, to camera: Int64, port: Int = 554) -> CameraOutcome.Result? {
            let lesson = LoginLesson(answer, to: login(camera, port: port), known: knowledge(camera, port), at: now)
            guard let learned = lesson.learned else { return lesson.result }
            known["\(camera)"] = LoginKnowledge(stream: learned.stream)
            known["port \(port)"] = LoginKnowledge(endpoint: learned.endpoint)
            known["host"] = LoginKnowledge(host: learned.host)
            return lesson.result
        }

        private func knowledge(_ camera: Int64, _ port: Int) -> LoginKnowledge {
            LoginKnowledge(
                stream: known["\(camera)"]?.stream, endpoint: known["port \(port)"]?.endpoint,
                host: known["host"]?.host)
        }
    }

    @Test func `what one camera of a recorder was refused, the others do not offer, and say by whom it was met`() {
        var recorder = Recorder()
        #expect(recorder.decision(1) == .offer)
        #expect(
            recorder.answer(.refused, to: 1)?.sentence?.contains("not offered again until they are changed") == true)
        recorder.now = .start + .seconds(86_400 * 30)
        #expect(recorder.decision(1).sentence?.contains("refused the user or the password") == true)
        let told = recorder.decision(2).sentence
        #expect(told?.contains("refused at this recorder (10.0.0.9, by gate-1)") == true, "\(told ?? "offered")")
        #expect(told?.contains("saved again or tested") == true)
    }

    @Test func `a password that has worked is tried again after an hour, and by one camera`() {
        var recorder = Recorder()
        recorder.answer(.accepted, to: 1)
        let told = recorder.answer(.refused, to: 1)?.sentence
        #expect(told?.contains("tried again after 2026-01-15T11:30:00Z") == true, "\(told ?? "")")
        recorder.now = .start + .seconds(3599)
        #expect(recorder.decision(2) != .offer)
        recorder.now = .start + .seconds(3600)
        #expect(recorder.decision(2) == .offer)
        recorder.answer(.refused, to: 2)
        #expect(recorder.decision(1) != .offer)
        recorder.now = recorder.now + .seconds(3600)
        recorder.answer(.accepted, to: 1)
        #expect(recorder.decision(2) == .offer)
    }

    @Test func `whoever tests a camera or saves its password has it offered`() {
        var recorder = Recorder()
        recorder.answer(.refused, to: 1)
        recorder.now = .start + .seconds(5)
        recorder.insistsSince = .start + .seconds(5)
        #expect(recorder.decision(1) == .offer)
        #expect(recorder.decision(2) == .offer)
        recorder.now = .start + .seconds(6)
        recorder.answer(.refused, to: 1)
        #expect(recorder.decision(1) != .offer, "it was refused since")
    }

    @Test func `sixteen tests at once do not lock the recorder`() {
        var recorder = Recorder()
        recorder.answer(.refused, to: 1)
        var offers = 1
        for camera in Int64(1)...16 {
            recorder.now = recorder.now + .seconds(1)
            recorder.insistsSince = recorder.now
            guard recorder.decision(camera + 1) == .offer else { continue }
            offers += 1
            recorder.answer(.refused, to: camera + 1)
        }
        #expect(offers == 3)
        recorder.now = recorder.now + .seconds(120)
        recorder.insistsSince = recorder.now
        #expect(recorder.decision(9) == .offer, "people are slower than that")
    }

    @Test(arguments: ["403", "400", "hang-up"])
    func `what turns a login away twice refuses it, and is asked again ever more seldom`(how: String) {
        var recorder = Recorder()
        #expect(recorder.answer(.turnedAway(how), to: 1) == nil)
        #expect(recorder.decision(1) == .offer)
        for minutes in [5, 15, 60, 240, 720, 1440, 1440] {
            let told = recorder.answer(.turnedAway(how), to: 1)?.sentence
            #expect(told?.contains(how == "hang-up" ? "it hangs up" : "refuses the login: it answers \(how)") == true)
            #expect(told?.contains("not tried again before \(recorder.now + .seconds(60 * minutes))") == true)
            recorder.now = recorder.now + .seconds(60 * minutes - 1)
            #expect(recorder.decision(1) != .offer)
            #expect(recorder.decision(2) != .offer)
            recorder.now = recorder.now + .seconds(1)
            #expect(recorder.decision(1) == .offer)
        }
    }

    @Test func `two channels that are turned away are one login, turned away twice`() {
        var recorder = Recorder()
        recorder.answer(.turnedAway("403"), to: 1)
        #expect(recorder.answer(.turnedAway("403"), to: 2) != nil)
        #expect(recorder.decision(1) != .offer)
        #expect(recorder.decision(3) != .offer)
    }

    @Test func `a stream that this user may not see holds up no other`() {
        var recorder = Recorder()
        recorder.answer(.accepted, to: 1)
        for _ in 0..<3 { recorder.answer(.turnedAway("403"), to: 7) }
        #expect(recorder.decision(7) != .offer)
        #expect(recorder.decision(1) == .offer)
        #expect(recorder.decision(2) == .offer)
    }

    @Test func `a login that worked and is turned away is tried again within the hour`() {
        var recorder = Recorder()
        recorder.answer(.accepted, to: 1)
        for _ in 0..<9 {
            recorder.answer(.turnedAway("403"), to: 1)
            recorder.now = recorder.now + .seconds(3600)
            #expect(recorder.decision(1) == .offer)
        }
    }

    @Test func `403 after a refused password does not end the ban`() {
        var recorder = Recorder()
        recorder.answer(.refused, to: 1)
        recorder.answer(.turnedAway("403"), to: 1)
        recorder.now = .start + .seconds(86_400)
        #expect(recorder.decision(1) != .offer)
    }

    @Test func `another port may be another camera, and is tried half an hour later`() {
        var recorder = Recorder()
        recorder.answer(.refused, to: 1)
        #expect(recorder.decision(2, port: 8554) != .offer)
        recorder.now = .start + .seconds(1800)
        #expect(recorder.decision(2, port: 8554) == .offer)
        recorder.answer(.accepted, to: 2, port: 8554)
        #expect(recorder.decision(2, port: 8554) == .offer)
        #expect(recorder.decision(1) != .offer)
    }

    @Test func `nobody tries a login while another waits for its first answer`() {
        var record = LoginRecord(camera: ID(1), cameraName: "gate-1", updatedAt: .start)
        record.triedUntil = .start + .seconds(25)
        let login = Recorder().login(2)
        func decision(at now: Timestamp) -> LoginDecision {
            LoginQuestion(login, known: LoginKnowledge(endpoint: record), insistsSince: nil, now: now).decision
        }
        #expect(decision(at: .start) == .wait)
        #expect(decision(at: .start + .seconds(25)) == .offer)
        record.acceptedAt = .start
        #expect(decision(at: .start) == .offer)
    }

    @Test func `a password that goes on being accepted is written down once a day`() {
        var recorder = Recorder()
        recorder.answer(.accepted, to: 1)
        func isWritten() -> Bool {
            LoginLesson(
                .accepted, to: recorder.login(1),
                known: LoginKnowledge(
                    stream: recorder.known["1"]?.stream, endpoint: recorder.known["port 554"]?.endpoint),
                at: recorder.now
            ).learned != nil
        }
        recorder.now = .start + .seconds(86_399)
        #expect(!isWritten())
        recorder.now = .start + .seconds(86_401)
        #expect(isWritten())
    }

    @Test func `a host that does not answer is told from one that says no`() {
        #expect(HostSilence.after(.down(.connect, ""), 0) == HostSilence.isSilent)
        var silences = 0
        for expected in [1, 2, 3, 3] {
            silences = HostSilence.after(.down(.rtsp, ""), silences)
            #expect(silences == expected)
        }
        #expect(HostSilence.after(.notAsked(""), 2) == 2)
        for result in [CameraOutcome.Result.up(latency: 1), .down(.authentication, ""), .down(.stream, "")] {
            #expect(HostSilence.after(result, 3) == 0)
        }
    }
}

extension LoginDecision {
    fileprivate var sentence: String? {
        if case .withhold(let sentence) = self { sentence } else { nil }
    }
}

extension CameraOutcome.Result {
    fileprivate var sentence: String? {
        if case .down(_, let sentence) = self { sentence } else { nil }
    }
}
