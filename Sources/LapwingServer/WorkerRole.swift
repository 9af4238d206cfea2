internal import Bus
internal import HTTPAPI
internal import ICMP
internal import Logging
internal import Monitoring
internal import NIOPosix
internal import Notifiers
internal import Probes
internal import RTSP
internal import SNMP
internal import ServiceLifecycle
internal import Store
internal import Telemetry
internal import Workers

/// What the role `worker` does: what polls, what sends, what tidies up.
struct WorkerRole: Sendable {
    let services: [any Service]
    private let pinger: Pinger
    private let snmp: SNMPClient
    private let lanes: Lanes
    private let clock: ServerClock

    init(
        _ configuration: Configuration, store: Store, bus: any Bus, policy: PolicyInForce,
        receivers: ReceiverWays, policyWatch: PolicyWatch, clock: ServerClock, metrics: Catalogue,
        makeLogger: @escaping @Sendable (String) -> Logger
    ) {
        let worker = WorkerName.unique
        let clockGuard = ClockGuard(clock: clock, metrics: metrics, logger: makeLogger("clock"))
        func pipeline<Subject: Polled>(_ save: @escaping Pipeline<Subject>.Save) -> Pipeline<Subject> {
            Pipeline(
                policy: { policy.current }, save: save, bus: bus, clock: clock, metrics: metrics,
                logger: makeLogger("pipeline"))
        }
        let notices = LogThrottle(.warning, logger: makeLogger("snmp"), clock: clock)
        (pinger, snmp) = (Pinger(), SNMPClient { notices.log("\($0)") })
        let names = AddressBook()
        let deviceProbe = DeviceProbe(pinger: pinger, snmp: snmp, names: names, logger: makeLogger("snmp"))
        let cameraProbe = CameraProbe(
            client: RTSPClient(group: .singletonMultiThreadedEventLoopGroup, lookUp: names.forCameras), names: names)
        @Sendable func dispatcher<Queue: DueQueue>(
            _ queue: Queue, _ limits: DispatchLimits, _ metrics: WorkMetrics
        ) -> Dispatcher<Queue> {
            Dispatcher(
                queue, bus: bus, clockGuard: clockGuard, worker: worker, limits: limits, metrics: metrics, clock: clock,
                logger: makeLogger(queue.name))
        }

        let devices = dispatcher(
            DevicePolls(
                store: store,
                pipeline: pipeline { try await store.save($0, settings: policy.settings, now: $1) },
                clockGuard: clockGuard, settings: { policy.settings }, clock: clock,
                probe: { await deviceProbe.poll($0, knowing: $1) }),
            .polls.with(inFlight: configuration.concurrency),
            metrics.polls)
        let cameras = dispatcher(
            CameraPolls(
                store: store,
                pipeline: pipeline { try await store.save($0, settings: policy.settings, now: $1) },
                clockGuard: clockGuard, settings: { policy.settings }, clock: clock,
                addresses: { await cameraProbe.addresses(of: $0) },
                probe: { await cameraProbe.check($0, offer: $1) }),
            .cameras.with(inFlight: configuration.concurrency), metrics.polls)
        let outboxes = Outboxes(
            policy: { policy.current }, notifier: { receivers.notifier(of: $0) }, store: store, clock: clock,
            metrics: metrics, logger: makeLogger("outbox")
        ) { dispatcher($0, $1, metrics.sendings) }
        let lanes = Lanes(
            [
                Lanes.Lane(name: "devices", statistics: devices.statistics),
                Lanes.Lane(name: "cameras", statistics: cameras.statistics),
            ], and: { outboxes.lanes }, startedAt: clock.now())
        let heartbeat = Heartbeat(
            name: worker, host: WorkerName.host, roles: configuration.roles.list, version: Version.current,
            state: { lanes.state(at: clock.now()) },
            store: store, clock: clock,
            logger: makeLogger("heartbeat"))
        let leader = Leader(
            "upkeep", holder: worker,
            duties: [
                SummaryWriter(
                    store: store, bus: bus, policy: { policy.current }, clock: clock, logger: makeLogger("summary")),
                MaintenanceReview(store: store, bus: bus), TaskExpiry(store: store, clock: clock),
                Retention(configuration.retention, store: store, clock: clock, logger: makeLogger("retention")),
            ], store: store, clock: clock, logger: makeLogger("leader"))
        self.lanes = lanes
        self.clock = clock
        services = [clockGuard, heartbeat, policyWatch, leader, devices, cameras, outboxes]
    }

    /// What the watchdog watches.
    var progress: [DispatchStatistics] { lanes.list.map(\.statistics) }

    func close() {
        pinger.close()
        snmp.close()
    }

    func health() -> [HealthPart] { lanes.health(at: clock.now()) }
}
