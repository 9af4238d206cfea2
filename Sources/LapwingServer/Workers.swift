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

/// Everything that runs by itself: what polls, what sends, what tidies up.
struct Workers: Sendable {
    let services: [any Service]
    private let pinger: Pinger
    private let snmp: SNMPClient
    private let lanes: [Lane]
    private let settingsWatch: SettingsWatch

    /// A dispatcher's counts, by what it dispatches.
    private struct Lane: Sendable {
        let name: String
        let statistics: DispatchStatistics
    }

    init(
        store: Store, bus: any Bus, settings: SettingsInForce, notifiers: [any Notifier],
        makeLogger: @Sendable (String) -> Logger
    ) {
        let worker = WorkerName.unique
        settingsWatch = SettingsWatch(settings: settings, store: store, bus: bus, logger: makeLogger("settings"))
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

        let devices = dispatcher(
            DevicePolls(
                store: store, pipeline: DevicePipeline(surroundings, store: store), clockGuard: clockGuard,
                settings: { settings.current }, probe: { await deviceProbe.poll($0, knowing: $1) }), .polls)
        let cameras = dispatcher(
            CameraPolls(
                store: store, pipeline: CameraPipeline(surroundings, store: store), clockGuard: clockGuard,
                settings: { settings.current },
                probe: { await cameraProbe.check($0, mayOfferCredentials: $1) }), .polls)
        let outboxes = notifiers.map { notifier in
            dispatcher(Outbox(notifier, store: store, logger: makeLogger(notifier.channel.rawValue)), .notices)
        }
        lanes =
            [
                Lane(name: "devices", statistics: devices.statistics),
                Lane(name: "cameras", statistics: cameras.statistics),
            ]
            + zip(notifiers, outboxes).map { Lane(name: $0.channel.rawValue, statistics: $1.statistics) }
        services =
            [
                clockGuard, settingsWatch,
                SummaryWriter(
                    store: store, bus: bus, settings: { settings.current }, channels: { $0.channelPlans() },
                    logger: makeLogger("summary")), TaskExpiry(store: store, logger: makeLogger("tasks")), devices,
                cameras,
            ] + outboxes
    }

    /// Computes every poll's time anew.
    func restartPolling() async throws { try await settingsWatch.restartPolling() }

    func close() {
        pinger.close()
        snmp.close()
    }

    /// Each lane looks what is due every second or more often; one that has not for long hangs.
    func health(at now: Timestamp = .now) -> [HealthPart] {
        let idle = lanes.filter { lane in
            lane.statistics.counts.lookedAt.map { now - $0 > Self.longestSilence } ?? true
        }
        let state =
            idle.isEmpty ? "running" : "nothing was looked for lately of: \(idle.map(\.name).joined(separator: ", "))"
        let counts = lanes.map(\.statistics.counts)
        let (started, late, inFlight) = counts.reduce((0, 0, 0)) {
            ($0.0 + $1.started, $0.1 + $1.late, $0.2 + $1.inFlight)
        }
        return [
            HealthPart(name: "broker", state: "in-process", isHealthy: true),
            HealthPart(name: "scheduler", state: state, isHealthy: idle.isEmpty),
            HealthPart(name: "workers", state: "\(inFlight) at work", isHealthy: true),
            HealthPart(
                name: "starts", state: "\(started) since the start, \(late) more than 1 s after they were due",
                isHealthy: true),
        ]
    }

    private static let longestSilence = Duration.seconds(15)
}
