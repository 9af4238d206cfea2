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

/// What the role `worker` does: what polls, what sends, what tidies up.
struct Workers: Sendable {
    let services: [any Service]
    private let pinger: Pinger
    private let snmp: SNMPClient
    private let lanes: Lanes

    init(
        _ configuration: Configuration, store: Store, bus: any Bus, settings: SettingsInForce,
        notifiers: [any Notifier], settingsWatch: SettingsWatch,
        makeLogger: @Sendable (String) -> Logger
    ) {
        let worker = WorkerName.unique
        let clockGuard = ClockGuard(logger: makeLogger("clock"))
        let surroundings = PipelineSurroundings(
            bus: bus, settings: { settings.current }, channels: { $0.channelPlans() }, logger: makeLogger("pipeline"))
        let notices = LogThrottle(.warning, logger: makeLogger("snmp"), clock: .system)
        (pinger, snmp) = (Pinger(), SNMPClient { notices.log("\($0)") })
        let deviceProbe = DeviceProbe(pinger: pinger, snmp: snmp, logger: makeLogger("snmp"))
        let cameraProbe = CameraProbe(client: RTSPClient(group: .singletonMultiThreadedEventLoopGroup))
        func dispatcher<Queue: DueQueue>(_ queue: Queue, _ limits: DispatchLimits) -> Dispatcher<Queue> {
            Dispatcher(
                queue, bus: bus, clockGuard: clockGuard, worker: worker, limits: limits, logger: makeLogger(queue.name))
        }

        let polls = DispatchLimits.polls(inFlight: configuration.concurrency)
        let devices = dispatcher(
            DevicePolls(
                store: store, pipeline: DevicePipeline(surroundings, store: store), clockGuard: clockGuard,
                settings: { settings.current }, probe: { await deviceProbe.poll($0, knowing: $1) }), polls)
        let cameras = dispatcher(
            CameraPolls(
                store: store, pipeline: CameraPipeline(surroundings, store: store), clockGuard: clockGuard,
                settings: { settings.current },
                probe: { await cameraProbe.check($0, mayOfferCredentials: $1) }), polls)
        let outboxes = notifiers.map { notifier in
            dispatcher(Outbox(notifier, store: store, logger: makeLogger(notifier.channel.rawValue)), .notices)
        }
        let lanes = Lanes(
            list: [
                Lanes.Lane(name: "devices", statistics: devices.statistics),
                Lanes.Lane(name: "cameras", statistics: cameras.statistics),
            ] + zip(notifiers, outboxes).map { Lanes.Lane(name: $0.channel.rawValue, statistics: $1.statistics) })
        let heartbeat = Heartbeat(
            name: worker, host: WorkerName.host, roles: configuration.roles, state: { lanes.state() }, store: store,
            logger: makeLogger("heartbeat"))
        let singleton = Singleton(
            "upkeep", holder: worker,
            duties: [
                SummaryWriter(
                    store: store, bus: bus, settings: { settings.current }, channels: { $0.channelPlans() },
                    logger: makeLogger("summary")), TaskExpiry(store: store),
                Retention(configuration.retention, store: store, logger: makeLogger("retention")),
            ], store: store, logger: makeLogger("singleton"))
        self.lanes = lanes
        services = [clockGuard, heartbeat, settingsWatch, singleton, devices, cameras] + outboxes
    }

    func close() {
        pinger.close()
        snmp.close()
    }

    func health() -> [HealthPart] { lanes.health() }
}
