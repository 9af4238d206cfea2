import Alerting
import Monitoring
import TestKit
import Testing

/// What is told while people work on what is watched, and after.
struct MaintenanceTests {
    private let noon = Timestamp.noon

    private func window(
        _ id: Int64 = 1, _ name: String = "Patch night", from start: Int = -60, to end: Int = 60,
        _ match: Match = Match()
    ) -> MaintenanceWindow {
        MaintenanceWindow(
            id: ID(id), name: name, startsAt: noon + .seconds(start), endsAt: noon + .seconds(end), match: match,
            createdAt: noon)
    }

    private func holds(_ windows: [MaintenanceWindow], _ news: News = .outage()) -> [NoticePlan.Course] {
        var policy = Policy.stub()
        policy.windows = windows
        return policy.telling(of: news, at: noon).plans.map(\.course)
    }

    @Test func `people are told of what a window covers at its end`() {
        let held = NoticePlan.Course.hold(
            until: noon + .seconds(60), "In maintenance “Patch night” until 2026-01-15T12:01:00Z")
        #expect(holds([window()]) == [held, held, held])
    }

    @Test(arguments: [
        (from: -60, to: 0, isHeld: false), (from: 1, to: 60, isHeld: false), (from: 0, to: 1, isHeld: true),
    ])
    func `a window holds from its start up to its end`(from: Int, to: Int, isHeld: Bool) {
        #expect((holds([window(from: from, to: to)]).first != .send) == isHeld)
    }

    @Test func `a window for something else holds nothing`() {
        #expect(holds([window(1, "x", Match(kinds: ["camera"]))]) == [.send, .send, .send])
        #expect(holds([window(1, "x", Match(subjects: ["device:8"]))]) == [.send, .send, .send])
        #expect(holds([window(1, "x", Match(subjects: ["device:7"]))]).first != .send)
        #expect(holds([window(1, "x", Match(kinds: ["none"]))], News(.manual, .high, of: nil)).first != .send)
    }

    @Test func `windows that follow each other without a gap hold to the end of the last`() {
        let windows = [window(1, "a", to: 60), window(2, "b", from: 30, to: 90), window(3, "c", from: 90, to: 120)]
        let held = NoticePlan.Course.hold(
            until: noon + .seconds(120), "In maintenance “c” until 2026-01-15T12:02:00Z")
        #expect(holds(windows).first == held)
        #expect(holds(windows + [window(4, "d", from: 121, to: 999)]).first == held)
    }

    @Test func `a receiver that is skipped does not wait`() {
        var policy = Policy.stub()
        policy.windows = [window()]
        policy.problems[ID(1)] = "not set"
        #expect(policy.telling(of: .outage(), at: noon).plans.first?.course == .skip("not set"))
    }

    @Test func `hours of routes are those at which people are told`() {
        var policy = Policy.stub()
        policy.windows = [window(to: 11 * 3600)]
        policy.routes = [
            Route(
                id: ID(1), name: "night", position: 1, receivers: [ID(3)],
                hours: WeeklyHours(from: 22 * 60, to: 6 * 60))
        ]
        #expect(policy.telling(of: .outage(), at: noon).plans.map(\.name) == ["pager"])
    }

    @Test func `the end of an outage that was told is told in maintenance, too`() {
        var settings = Settings()
        settings.notifiesRecovery = true
        var policy = Policy.stub(settings)
        policy.windows = [window()]
        let note = AlertChange.note(.deviceOnline, .info, "It is back").told(by: policy, of: .core, at: noon)
        #expect(note == .note(.deviceOnline, .info, "It is back", policy.tellingOfEnd()))
        #expect(policy.tellingOfEnd().plans.allSatisfy { $0.course == .send })
    }

    // MARK: Windows that change

    private func step(_ windows: [MaintenanceWindow], until end: Int = 60) -> HeldNoticeStep {
        HeldNotice(id: ID(1), news: .outage(), until: noon + .seconds(end)).step(by: windows, at: noon)
    }

    @Test func `a notice moves with its window, and is free without one`() {
        #expect(step([window()]) == .keep)
        #expect(
            step([window(to: 30)])
                == .hold(until: noon + .seconds(30), "In maintenance “Patch night” until 2026-01-15T12:00:30Z"))
        #expect(
            step([window(to: 90)])
                == .hold(until: noon + .seconds(90), "In maintenance “Patch night” until 2026-01-15T12:01:30Z"))
        #expect(step([]) == .free)
        #expect(step([window(from: 30, to: 90)]) == .free)
        #expect(step([window(1, "x", Match(tags: ["other"]))]) == .free)
    }

    @Test func `what is due already stays due`() {
        #expect(step([], until: 0) == .keep)
    }

    /// Whatever is done to windows, a notice is held at a moment if and only if a window covers that moment, once it was
    /// looked at again.
    @Test(arguments: 1...200)
    func `no notice outlives the windows that hold it`(seed: UInt64) {
        var random = Seeded(seed)
        var windows: [MaintenanceWindow] = []
        var until = noon
        for round in 0..<40 {
            let now = noon + .seconds(round * 10)
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                let start = Int.random(in: -50...400, using: &random)
                windows.append(
                    window(Int64(round + 1), from: start, to: start + Int.random(in: 1...90, using: &random)))
            case 1: if !windows.isEmpty { windows.remove(at: Int.random(in: windows.indices, using: &random)) }
            case 2:
                guard !windows.isEmpty else { break }
                let index = Int.random(in: windows.indices, using: &random)
                windows[index].endsAt =
                    windows[index].startsAt + .seconds(Int.random(in: 1...120, using: &random))
            default: break
            }
            switch HeldNotice(id: ID(1), news: .outage(), until: until).step(by: windows, at: now) {
            case .keep: break
            case .hold(let end, _): until = end
            case .free: until = now
            }
            #expect((until > now) == windows.contains { $0.isOpen(at: now) })
            if until > now {
                #expect(!windows.contains { $0.isOpen(at: until) })
                #expect(windows.contains { $0.endsAt == until })
            }
        }
    }
}
