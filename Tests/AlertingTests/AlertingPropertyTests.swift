import Alerting
import Monitoring
import TestKit
import Testing

/// What holds whatever devices do: random lives of a parent and its child, each a few hundred polls long.
struct AlertingPropertyTests {
    /// A life that stays with an answer for a while, so that outages, blips and flapping all occur.
    private struct Life {
        private static let intervals = [5, 30, 300, 3600]

        var generator: Seeded
        var device: DeviceTimeline
        var parent: DeviceTimeline?
        private(set) var answer = Answer.alive
        private var parentAnswer = Answer.alive

        init(seed: UInt64, hasParent: Bool) {
            generator = Seeded(seed)
            let interval = Self.intervals.randomElement(using: &generator)
            device = DeviceTimeline(interval: interval)
            device.settings.recheckAttempts = Int.random(in: 0...3, using: &generator)
            if hasParent { parent = DeviceTimeline(named: "dist-1", interval: interval) }
        }

        mutating func poll() -> Verdict<DeviceFacts> {
            if Int.random(in: 0..<4, using: &generator) == 0 {
                answer = Answer.allCases.randomElement(using: &generator) ?? .alive
            }
            pollParent()
            return device.poll(answer, behind: parent?.asParent)
        }

        private mutating func pollParent() {
            guard parent != nil else { return }
            if Int.random(in: 0..<8, using: &generator) == 0 {
                parentAnswer = Bool.random(using: &generator) ? .alive : .dead
            }
            if let due = parent?.now, due <= device.now { parent?.now = device.now }
            if Bool.random(using: &generator) { parent?.poll(parentAnswer) }
        }
    }

    private static let lives = (0..<120).map { UInt64($0) }

    private func live(
        _ seed: UInt64, polls: Int = 300,
        check: (_ life: Life, _ before: DeviceTimeline, _ verdict: Verdict<DeviceFacts>) -> Void
    ) {
        var life = Life(seed: seed, hasParent: seed % 2 == 1)
        for _ in 0..<polls {
            let before = life.device
            let verdict = life.poll()
            check(life, before, verdict)
        }
    }

    @Test func `between two offline alerts there is an online, and no online comes without an offline`() {
        for seed in Self.lives {
            var isTold = false
            live(seed) { _, _, verdict in
                for change in verdict.alerts {
                    switch change {
                    case .raise(.deviceOffline, let severity, _, _):
                        #expect(!isTold, "seed \(seed)")
                        #expect(severity == .high)
                        isTold = true
                    case .note(.deviceOnline, _, _, _), .resolve(.deviceOffline):
                        #expect(isTold, "seed \(seed)")
                        if case .note = change { isTold = false }
                    default: break
                    }
                }
            }
        }
    }

    @Test func `an alert is told of a state that clients see`() {
        for seed in Self.lives {
            live(seed) { _, _, verdict in
                for change in verdict.alerts {
                    switch change {
                    case .raise(.deviceOffline, _, _, _): #expect(verdict.status == .offline)
                    case .raise(.deviceSNMP, _, _, _), .note(.deviceOnline, _, _, _), .resolve(.deviceOffline):
                        #expect(verdict.status == .online)
                    default: break
                    }
                }
            }
        }
    }

    @Test func `an outage that lasts two minutes and three polls is told, whatever came before`() {
        for seed in Self.lives {
            var downSince: Timestamp?
            live(seed) { life, before, verdict in
                guard verdict.measuredAt != nil else { return }
                guard life.device.reachability?.hard == .down else {
                    downSince = nil
                    return
                }
                let since = downSince ?? before.now
                downSince = since
                let interval = Duration.seconds(life.device.device.configuration.pollInterval ?? 0)
                guard verdict.isFinal, before.now - since >= max(.seconds(120), interval * 3) else { return }
                #expect(life.device.reachability?.isReported == true, "seed \(seed)")
            }
        }
    }

    @Test func `what could not be asked changes nothing but what is said of it`() {
        for seed in Self.lives {
            live(seed) { life, before, verdict in
                guard verdict.measuredAt == nil else { return }
                #expect(life.device.checks == before.checks)
                var device = life.device.device
                device.lastError = before.device.lastError
                #expect(device == before.device)
                #expect(life.device.told == before.told)
            }
        }
    }

    @Test func `a device goes offline only after as many silences in a row as the settings ask for`() {
        for seed in Self.lives {
            var silences = 0
            live(seed) { life, before, verdict in
                guard verdict.measuredAt != nil else { return }
                silences = verdict.lastSeen == nil ? silences + 1 : 0
                guard before.device.status != .offline, verdict.status == .offline else { return }
                #expect(silences > life.device.settings.recheckAttempts, "seed \(seed)")
            }
        }
    }

    @Test func `a child is never told to be offline while its parent is down`() {
        for seed in Self.lives where seed % 2 == 1 {
            live(seed) { life, _, verdict in
                guard verdict.alerts.contains(where: { $0.isRaise(of: .deviceOffline) }) else { return }
                let parent = life.parent?.reachability?.hard
                #expect(parent != .down && parent != .unreachable, "seed \(seed)")
            }
        }
    }

    @Test func `outages that do not last are told at most twice in half an hour`() {
        for seed in Self.lives {
            var toldAt: [Timestamp] = []
            live(seed) { life, before, verdict in
                guard verdict.alerts.contains(where: { $0.isRaise(of: .deviceOffline) }) else { return }
                guard life.device.reachability?.isUnstable == false else { return }
                toldAt = toldAt.filter { before.now - $0 < .seconds(1800) } + [before.now]
                #expect(toldAt.count <= 2, "seed \(seed)")
            }
        }
    }

    @Test func `the same life yields the same verdicts`() {
        var first: [Verdict<DeviceFacts>] = []
        live(7) { _, _, verdict in first.append(verdict) }
        var second: [Verdict<DeviceFacts>] = []
        live(7) { _, _, verdict in second.append(verdict) }
        #expect(first == second)
    }

    @Test func `lives hold outages, recoveries, unreachable stretches and flapping`() {
        var rules: Set<AlertRule> = []
        var states: Set<CheckState.Hard> = []
        for seed in Self.lives {
            live(seed) { life, _, verdict in
                rules.formUnion(verdict.alerts.map(\.rule))
                if let hard = life.device.reachability?.hard { states.insert(hard) }
            }
        }
        #expect(rules == [.deviceOffline, .deviceOnline, .deviceUnstable, .deviceSNMP])
        #expect(states == [.unknown, .up, .down, .unreachable])
    }
}
