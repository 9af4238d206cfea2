import Bus
import Database
import Monitoring
import ServiceLifecycle
import Store
import TestKit

@testable import LapwingServer
@testable import Workers

/// A store, the pollers and what is between them, with devices and cameras that the test plays, in time that it moves.
final class Rig: Sendable {
    let time = ManualTime()
    let bus = InProcessBus()
    let log = LogRecorder()
    let settings = Box(Settings())
    let store: Store
    let clockGuard: ClockGuard
    /// Addresses that do not answer.
    let dead = Box<Set<String>>([])
    /// Every poll of a device: its address, and when it began.
    let polls = Box<[(address: String, at: Timestamp)]>([])
    /// What cameras answer, and whether they were offered credentials at each visit.
    let cameraAnswer = Box(CameraOutcome.Result.up(latency: 3))
    let visits = Box<[Bool]>([])
    let plans: [NoticePlan] = [.email, .slack.skipped("SLACK_WEBHOOK_URL is not set")]

    init() async throws {
        let time = time
        store = try await Store.temporary(in: time)
        clockGuard = ClockGuard(clock: time.clock, logger: log.logger)
    }

    /// - Parameter clock: the worker's own, where it is not the test's: one that stands still does not see time pass.
    func devicePolls(
        worker: String = "w1", limits: DispatchLimits = .polls, clock: ServerClock? = nil,
        probe: DevicePolls.Probe? = nil
    ) -> Dispatcher<DevicePolls> {
        Dispatcher(
            DevicePolls(
                store: store, pipeline: pipeline(save), clockGuard: clockGuard,
                settings: { self.settings.value }, clock: clock ?? time.clock,
                probe: probe ?? { device, _ in await self.probe(device) }),
            bus: bus, clockGuard: clockGuard, worker: worker, limits: limits, clock: clock ?? time.clock,
            logger: log.logger)
    }

    func cameraPolls(
        worker: String = "w1", addresses: @escaping @Sendable (String) async -> [String] = { _ in [] },
        probe: CameraPolls.Probe? = nil
    ) -> Dispatcher<CameraPolls> {
        Dispatcher(
            CameraPolls(
                store: store, pipeline: pipeline(save), clockGuard: clockGuard,
                settings: { self.settings.value }, clock: time.clock, addresses: addresses,
                probe: probe ?? { _, offer in self.visit(offer) }),
            bus: bus, clockGuard: clockGuard, worker: worker, limits: .cameras, clock: time.clock, logger: log.logger)
    }

    private func visit(_ offer: CredentialsOffer) -> CameraOutcome {
        visits.update { $0.append(offer == .offered) }
        var outcome = CameraOutcome(at: time.now, duration: 0.1, result: cameraAnswer.value)
        switch cameraAnswer.value {
        case .up: outcome.login = .accepted
        case .down(.authentication, _) where offer == .offered: outcome.login = .refused
        default: break
        }
        return outcome
    }

    private func pipeline<Subject: Polled>(_ save: @escaping Pipeline<Subject>.Save) -> Pipeline<Subject> {
        Pipeline(policy: { self.policy }, save: save, bus: bus, clock: time.clock, logger: log.logger)
    }

    private var policy: Policy { Policy(plans, settings.value) }

    private func save(_ decisions: [Decision<Device>], at now: Timestamp) async throws -> SavedBatch {
        try await store.save(decisions, settings: self.settings.value, now: now)
    }

    private func save(_ decisions: [Decision<Camera>], at now: Timestamp) async throws -> SavedBatch {
        try await store.save(decisions, settings: self.settings.value, now: now)
    }

    /// The living answer at once, the dead take three seconds to be found out.
    func probe(_ device: Device) async -> DeviceOutcome {
        let address = device.configuration.address
        polls.update { $0.append((address, time.now)) }
        guard dead.value.contains(address) else {
            return DeviceOutcome(
                at: time.now, duration: 0.01, ping: .answered(latency: 2, loss: 0), snmp: .answered(latency: 3))
        }
        try? await time.clock.sleep(.seconds(3))
        return DeviceOutcome(
            at: time.now, duration: 3, ping: .silent("No answer to 3 pings"), snmp: .failed("no SNMP reply"))
    }

    func addDevice(_ name: String, _ address: String, parent: ID<Device>? = nil, interval: Int? = nil) async throws
        -> ID<Device>
    {
        try await store.createDevice(
            DeviceConfiguration(name: name, address: address, pollInterval: interval, parentID: parent)
        ).id
    }

    func status(_ device: ID<Device>) async throws -> Status? { try await store.device(device)?.status }

    func alerts() async throws -> [Alert] { try await store.alerts(AlertFilter()).alerts }
}
