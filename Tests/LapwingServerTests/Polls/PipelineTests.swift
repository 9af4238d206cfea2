import Bus
import Database
import Logging
import Monitoring
import Store
import Telemetry
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

/// The pipeline with a store that does what the test says.
struct PipelineTests {
    private struct Thing: Polled {
        typealias Configuration = DeviceConfiguration
        typealias Facts = DeviceFacts
        typealias Knowledge = Void

        struct Outcome: PollOutcome {
            var at = Timestamp.now
            var facts = DeviceFacts()
            var fault: String?

            mutating func disbelieve(_ reason: String) { fault = reason }
        }

        static let kind = SubjectKind.device
        static let lane = "tested"
        static let work = "poll"

        let number: Int
        /// What a poll of it means for its alerts.
        let alerts: [AlertChange]
        let facts = DeviceFacts()
        var status: Status { .online }
        var lastSeen: Timestamp? { nil }
        var lastError: String? { nil }
        var id: ID<Thing> { ID(Int64(number)) }
        var configuration: DeviceConfiguration { DeviceConfiguration(name: "d\(number)", address: "10.0.0.\(number)") }

        static func verdict(on poll: Poll<Thing>, by settings: Settings) -> Verdict<DeviceFacts> {
            Verdict(
                measuredAt: .now, status: poll.claim.subject.alerts.isOffline ? .offline : .online, lastError: nil,
                facts: DeviceFacts(), checks: [:], alerts: poll.claim.subject.alerts)
        }
    }

    private let time = ManualTime()
    private let bus = InProcessBus()
    private let log = LogRecorder()
    private let metrics = Catalogue()
    private static let busy = DatabaseError(.busy, "The database is busy.")

    private func pipeline(
        _ limits: PipelineLimits = PipelineLimits(), save: @escaping @Sendable ([Int]) async throws -> SavedBatch
    ) -> Pipeline<Thing> {
        Pipeline(
            policy: { Policy(settings: Settings()) },
            save: { decisions, _ in try await save(decisions.map(\.claim.subject.number)) },
            bus: bus, limits: limits, clock: time.clock, metrics: metrics, logger: log.logger)
    }

    private func poll(_ number: Int, alerts: [AlertChange] = [], fault: String? = nil) -> Poll<Thing> {
        Poll(
            Claim(Thing(number: number, alerts: alerts), due: .now, token: "w/1", knowledge: ()),
            Thing.Outcome(fault: fault))
    }

    @Test func `an outcome is stored when record returns`() async {
        let saved = Box<[[Int]]>([])
        let pipeline = pipeline { batch in
            saved.update { $0.append(batch) }
            return .saved(1)
        }
        await pipeline.record(poll(1))
        #expect(saved.value == [[1]])
    }

    @Test func `after the commit, and not before, those who wait are told`() async {
        let hints = Box<[Hint]>([])
        let pipeline = pipeline { _ in
            #expect(hints.value == [])
            return SavedBatch(
                polls: [.saved(answering: ["a", "b"])], wroteNotices: true, madeDue: [.device])
        }
        let stream = bus.hints()
        await pipeline.record(poll(1))
        for await hint in stream {
            hints.update { $0.append(hint) }
            if hints.value.count == 4 { break }
        }
        #expect(hints.value == [.taskFinished("a"), .taskFinished("b"), .noticesDue, .due(.device)])
    }

    @Test func `a busy database is asked again until it takes what was found`() async throws {
        let attempts = Box(0)
        let pipeline = pipeline { _ in
            if attempts.update({
                $0 += 1; return $0
            }) < 6 {
                throw Self.busy
            }
            return .saved(1)
        }
        try await time.flowing { await pipeline.record(poll(1)) }
        #expect(attempts.value == 6)
    }

    @Test func `a database that stays away costs the outcome and no more, and is told once a second`() async throws {
        let start = time.uptime
        let pipeline = pipeline { _ in throw Self.busy }
        try await time.flowing { await pipeline.record(poll(1)) }
        #expect((Duration.seconds(9)...(.seconds(14))).contains(time.uptime - start))
        #expect((2...28).contains(log.messages.count))
        #expect(log.messages.allSatisfy { $0.hasPrefix("error: ") })
    }

    @Test func `an outcome that the database refuses costs the others nothing`() async throws {
        let stored = Box<Set<Int>>([])
        var limits = PipelineLimits()
        limits.pause = .milliseconds(1)
        let pipeline = pipeline(limits) { batch in
            if batch.contains(13) { throw DatabaseError(.constraint, "A value breaks a rule.") }
            stored.update { $0.formUnion(batch) }
            return .saved(batch.count)
        }
        try await time.flowing {
            await withTaskGroup(of: Void.self) { group in
                for device in 1...40 {
                    group.addTask { await pipeline.record(poll(device)) }
                }
            }
        }
        #expect(stored.value == Set(1...40).subtracting([13]))
        #expect(log.messages.contains { $0.contains("polls; they will be repeated: A value breaks a rule.") })
    }

    @Test func `a fault of our own is logged as an error`() async {
        let pipeline = pipeline { batch in .saved(batch.count) }
        await pipeline.record(poll(1, fault: "No route to 10.0.0.0/8"))
        #expect(log.messages == ["error: Lapwing could not ask: No route to 10.0.0.0/8"])
    }

    @Test func `what is told of a device is logged once it is stored`() async {
        let pipeline = pipeline { _ in
            #expect(log.messages == [])
            return .saved(1)
        }
        await pipeline.record(poll(1, alerts: [.resolve(.deviceOffline), .note(.deviceOnline, .info, "It is back")]))
        #expect(log.messages == ["notice: It is back"])
    }

    @Test func `a refused save is logged and nothing of it is told`() async {
        let pipeline = pipeline { _ in SavedBatch(polls: [.refused("core-1 (10.0.0.7)")]) }
        await pipeline.record(poll(1, alerts: [.note(.deviceOnline, .info, "It is back")]))
        #expect(log.messages == ["error: Not stored, because they were changed or claimed again: core-1 (10.0.0.7)"])
        #expect(metrics.pollsRefused("tested").value == 1)
        #expect(metrics.alertsRaised.all.isEmpty)
    }

    @Test func `of a batch in which one save is refused, the others are logged, counted and told`() async throws {
        let hints = Box<[Hint]>([])
        let stream = bus.hints()
        let pipeline = pipeline { batch in
            SavedBatch(polls: batch.map { $0 == 7 ? .refused("d7 (10.0.0.7)") : .saved(answering: ["\($0)"]) })
        }
        try await time.flowing {
            await withTaskGroup(of: Void.self) { group in
                for device in 1...20 {
                    let offline = AlertChange.raise(.deviceOffline, .high, "Device \(device) is offline")
                    group.addTask { await pipeline.record(poll(device, alerts: [offline])) }
                }
            }
        }
        let others = Set(1...20).subtracting([7])
        #expect(
            Set(log.messages)
                == Set(others.map { "notice: Device \($0) is offline" }).union([
                    "error: Not stored, because they were changed or claimed again: d7 (10.0.0.7)"
                ]))
        #expect(metrics.alertsRaised.all.mapValues(\.value) == [["high"]: 19])
        #expect(metrics.pollResults.all.mapValues(\.value) == [["tested", "offline"]: 19])
        #expect(metrics.pollsRefused("tested").value == 1)
        for await hint in stream {
            hints.update { $0.append(hint) }
            if hints.value.count == 19 { break }
        }
        #expect(Set(hints.value) == Set(others.map { Hint.taskFinished("\($0)") }))
    }

    @Test func `a poll of which something else than the database is wrong costs the others nothing`() async throws {
        struct Unsealable: Error {}
        let stored = Box<Set<Int>>([])
        let pipeline = pipeline { batch in
            if batch.contains(13) { throw Unsealable() }
            stored.update { $0.formUnion(batch) }
            return .saved(batch.count)
        }
        try await time.flowing {
            await withTaskGroup(of: Void.self) { group in
                for device in 1...40 {
                    group.addTask { await pipeline.record(poll(device)) }
                }
            }
        }
        #expect(stored.value == Set(1...40).subtracting([13]))
    }

    @Test func `what was stored is counted by what was found, in batches, and the alerts by severity`() async throws {
        let pipeline = pipeline { batch in .saved(batch.count) }
        let back = AlertChange.note(.deviceOnline, .info, "It is back")
        try await time.flowing {
            for device in 1...3 { await pipeline.record(poll(device, alerts: device == 1 ? [back] : [])) }
        }
        #expect(metrics.pollResults.all.mapValues(\.value) == [["tested", "online"]: 3])
        #expect(metrics.alertsRaised.all.mapValues(\.value) == [["info"]: 1])
        #expect(metrics.pollsBatch("tested").count == 3)
    }
}

extension [AlertChange] {
    fileprivate var isOffline: Bool { contains { if case .raise = $0 { true } else { false } } }
}

extension SavedBatch {
    /// All of so many.
    fileprivate static func saved(_ count: Int) -> SavedBatch {
        SavedBatch(polls: Array(repeating: .saved(), count: count))
    }
}
