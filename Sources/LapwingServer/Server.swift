internal import Bus
internal import Dashboard
internal import Database
internal import Foundation
internal import HTTPAPI
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
package import Logging
internal import Monitoring
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Notifiers
internal import ServiceLifecycle
internal import Store
internal import Telemetry
internal import UnixSignals
internal import Web
internal import Workers

/// One process of Lapwing, composed of its configuration. The only place that knows all parts.
package struct Server: Sendable {
    /// Where it listens, once it does.
    package typealias Listening = @Sendable (_ port: Int) async -> Void

    private let configuration: Configuration
    private let metrics = Catalogue()
    private let notices = ServiceNotices()
    private let restart: Watchdog.Restart?
    private let reloads: Reloads
    private let makeLogger: @Sendable (_ label: String) -> Logger

    /// - Parameters:
    ///   - restart: ends a process that hangs; `nil` where it is not for the server to do.
    ///   - reloads: told what there is to read again.
    ///   - makeLogger: a logger for the part with this label, at the configured level.
    package init(
        _ configuration: Configuration, restart: Watchdog.Restart? = nil, reloads: Reloads = Reloads(),
        makeLogger: @escaping @Sendable (_ label: String) -> Logger
    ) {
        self.configuration = configuration
        self.restart = restart
        self.reloads = reloads
        self.makeLogger = makeLogger
    }

    /// Runs until SIGTERM or SIGINT, logging to the console and the log file. SIGHUP has it open the log file and read the
    /// certificate again, SIGUSR1 the log file alone.
    ///
    /// Tasks run on the event loops that serve their sockets: handing each request to another thread and back would
    /// cost more than most requests do.
    /// - Throws: an error that describes for an operator why it could not start or go on.
    package static func run(_ configuration: Configuration) async throws {
        NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()
        OpenFiles.raiseLimit()
        let sink = try LogSink(file: configuration.logFile.map { try LogFile(path: $0) })
        defer { sink.flush() }
        let reloads = Reloads()
        reloads.onLog { sink.reopen() }
        reloads.obeySignals()
        let level = configuration.logLevel
        try await Server(configuration, restart: { SelfRestart.now(because: $0) }, reloads: reloads) { label in
            Logger(label: label) { LapwingLogHandler(label: $0, sink: sink, logLevel: level) }
        }.run()
    }

    package func run(onListening: @escaping Listening = { _ in }) async throws {
        let logger = makeLogger("lapwing")
        logger.info(
            "Lapwing \(Version.current) starts",
            metadata: ["environment": "\(configuration.appEnvironment)", "roles": "\(configuration.roles.list)"])
        metrics.restarts().set(SelfRestart.count)
        if let reason = SelfRestart.reason { logger.error("This is a restart, since Lapwing hung: \(reason)") }
        try DataDirectory(configuration.dataDirectory).prepare()
        let keys = try ServerKeys(configuration)
        for warning in keys.warnings { logger.warning("\(warning)") }

        let writeHealth = WriteHealth()
        let database = MeteredDatabase(
            try configuration.database.open(
                connections: configuration.databaseConnections, logger: makeLogger("database")),
            metrics: metrics, health: writeHealth)
        let databaseClock = try await databaseClock(of: database)
        let clock = databaseClock?.clock ?? .system
        let store = Store(
            database: database, secretKey: keys.sealing, logger: makeLogger("database"), now: clock.now)
        try await refuseUnfinishedCopy(database)
        try await migrate(store)
        try await checkKey(of: store)
        try await store.sealStreamSecrets()
        let policy = try await PolicyInForce(
            configured: configuration.settings, store: store, problem: ReceiverWays.problem)
        let bus = makeBus()

        let receivers = ReceiverWays(policy: policy, allowsPrivate: configuration.notifyAllowsPrivate)
        let policyWatch = PolicyWatch(
            policy: policy, store: store, bus: bus, clock: clock, logger: makeLogger("settings"))
        let workers =
            configuration.roles.contains(.worker)
            ? WorkerRole(
                configuration, store: store, bus: bus, policy: policy, receivers: receivers,
                policyWatch: policyWatch, clock: clock, metrics: metrics, makeLogger: makeLogger) : nil
        defer { workers?.close() }
        let workerWatch = WorkerWatch(store: store, clock: clock, logger: makeLogger("workers"))
        if workers == nil { await workerWatch.look() }
        let health: @Sendable () async -> [HealthPart] = {
            await writeHealth.look { try await store.tryWriting() }
            return [writeHealth.part, HealthPart(bus.state)].compactMap { $0 }
                + (workers?.health() ?? workerWatch.health())
        }
        let observation = Observation(metrics, store: store, bus: bus, roles: configuration.roles, clock: clock)
        let router: Router<APIContext>
        if configuration.roles.contains(.api) {
            try await FirstAdmin(configuration: configuration, store: store, logger: logger).create()
            let dependencies = dependencies(
                store: store, bus: bus, keys: keys, policy: policy, receivers: receivers,
                policyWatch: policyWatch, observation: observation, health: health)
            router = await API(dependencies).router()
            router.addDashboard()
        } else {
            let source = HealthSource(store: store, version: Version.current, parts: health)
            let page = MetricsOperations(token: configuration.metricsToken) { await observation.text() }
            router = HealthPages(source, metrics: page, catalogue: metrics, logger: makeLogger("api")).router()
        }
        let application = Application(
            router: router, server: try httpServer(),
            configuration: .init(address: .hostname(configuration.host, port: await port()), backlog: 1024),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? configuration.port
                logger.notice("Lapwing listens on \(scheme)://\(configuration.host):\(port)")
                notices.send("READY=1")
                await onListening(port)
            }, logger: quiet("http"))
        let clockServices: [any Service] = databaseClock.map { [$0] } ?? []
        let group = ServiceGroup(
            configuration: .init(
                services: (clockServices + (workers?.services ?? [workerWatch])
                    + [FreedMemory(clock: clock), application, watchdog(of: workers)]).map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet("services")))
        do {
            try await group.run()
        } catch let error as any Error & CustomStringConvertible {
            await bus.close()
            throw explained(error)
        }
        await bus.close()
        logger.notice("Lapwing has stopped")
    }

    /// The last of the services, so that it is the first to stop.
    private func watchdog(of workers: WorkerRole?) -> Watchdog {
        Watchdog(
            lanes: workers.map { $0.progress } ?? [], loops: .singletonMultiThreadedEventLoopGroup,
            limit: restart == nil ? nil : configuration.watchdogLimit, metrics: metrics, notices: notices,
            logger: makeLogger("watchdog"), restart: restart ?? { _ in })
    }

    /// For libraries whose `info` is our `debug`.
    private func quiet(_ label: String) -> Logger {
        var logger = makeLogger(label)
        if logger.logLevel == .info { logger.logLevel = .notice }
        return logger
    }

    private func port() async -> Int {
        let isOurChoice = configuration.roles == [.worker] && !configuration.configuredKeys.contains(.port)
        return isOurChoice ? await WorkerPort.free(on: configuration.host) : configuration.port
    }

    private func makeBus() -> any Bus {
        guard let redis = configuration.redis else { return InProcessBus() }
        return RedisBus(redis, namespace: "lapwing", logger: makeLogger("redis"))
    }

    private func refuseUnfinishedCopy(_ database: any Database) async throws {
        guard let origin = try await UnfinishedCopy.origin(in: database) else { return }
        throw ConfigurationError(
            "The database is an unfinished copy of \(origin). Run the same “lapwing copy” again, which goes on with it."
        )
    }

    private func migrate(_ store: Store) async throws {
        guard configuration.migratesAtStart else {
            let pending = try await store.migrator.status().pending
            guard pending.isEmpty else {
                throw ConfigurationError(
                    "The database lacks \(pending.count) migrations and AUTO_MIGRATE is off. Run “lapwing migrate”.")
            }
            return
        }
        let logger = makeLogger("database")
        for migration in try await store.migrator.migrate() {
            logger.info("Applied migration \(migration.number)", metadata: ["name": "\(migration.name)"])
        }
    }

    /// Where there is a server, its clock counts. One that is started together with this process may take a while.
    private func databaseClock(of database: any Database) async throws -> DatabaseClock? {
        guard configuration.database.isShared else { return nil }
        let logger = makeLogger("clock")
        let trouble = LogThrottle(.warning, logger: logger, clock: .system)
        return try await Retry(.seconds(60), clock: .system).tryAgain(onTrouble: { trouble.log("\($0)") }) {
            try await DatabaseClock(logger: logger) {
                guard let milliseconds = try await database.serverTime() else { return .now }
                return Timestamp(milliseconds: milliseconds)
            }
        }
    }

    /// Two processes with different keys would each store what the other cannot read.
    private func checkKey(of store: Store) async throws {
        guard try await !store.isSealedWithThisKey() else { return }
        throw ConfigurationError(
            "The secrets in the database were sealed with another SECRET_KEY. Start with that one (SECRET_KEY, or secret.key in DATA_DIR). If it is lost, “lapwing migrate --accept-key” goes on with this one; communities and passwords must then be entered again."
        )
    }

    private func dependencies(
        store: Store, bus: any Bus, keys: ServerKeys, policy: PolicyInForce, receivers: ReceiverWays,
        policyWatch: PolicyWatch, observation: Observation, health: @escaping @Sendable () async -> [HealthPart]
    ) -> APIDependencies {
        var api = APIConfiguration(tokenKey: keys.signing)
        api.accessLifetime = .seconds(configuration.accessTokenLifetime)
        api.refreshLifetime = .seconds(configuration.refreshTokenLifetime)
        api.allowedOrigins = configuration.corsOrigins
        api.trustedProxies = configuration.trustedProxies
        api.settings = configuration.settings
        api.configuredSettings = Set(configuration.configuredKeys.compactMap(\.setting))
        api.metricsToken = configuration.metricsToken
        api.machineNames = MachineNames.own.names
        return APIDependencies(
            store: store, bus: bus, logger: makeLogger("api"), version: Version.current, configuration: api,
            health: health,
            receiverKinds: .all, policy: { try await policy.reload() },
            sendTest: { try await receivers.sendTest(to: $0) },
            restartPolling: { try await policyWatch.restartPolling() },
            clearCache: {
                try await policy.reload()
                bus.publish(.settingsChanged)
            }, metrics: metrics, exposition: { await observation.text() })
    }

    private func httpServer() throws -> HTTPServerBuilder {
        let limits = serverLimits()
        guard let files = configuration.tls else { return .guarded(limits) }
        let certificate = try ServerCertificate(files)
        let logger = makeLogger("http")
        reloads.onCertificate {
            do {
                try certificate.reread()
                logger.notice("New connections are shown the certificate that \(files.certificate) holds now")
            } catch {
                logger.error("\(error) The certificate that was read before stays in use.")
            }
        }
        return try .tls(.guarded(limits), tlsConfiguration: certificate.configuration)
    }

    private func serverLimits() -> ServerLimits {
        var limits = ServerLimits()
        limits.trustedProxies = configuration.trustedProxies
        limits.connections = OpenFiles.connections(wanted: configuration.maxConnections, limit: OpenFiles.limit)
        if limits.connections < configuration.maxConnections {
            makeLogger("http").warning(
                "MAX_CONNECTIONS is \(configuration.maxConnections), but with the \(OpenFiles.limit) files that this process may open it is \(limits.connections). Raise the limit (ulimit -n, LimitNOFILE) or lower MAX_CONNECTIONS."
            )
        }
        return limits
    }

    private var scheme: String { configuration.tls == nil ? "http" : "https" }

    /// The commonest failure of a start in an operator's words.
    private func explained(_ error: any Error) -> any Error {
        guard let error = error as? IOError else { return error }
        switch error.errnoCode {
        case EADDRINUSE:
            return ConfigurationError(
                "PORT \(configuration.port) is taken: another program listens there. Stop it, or set PORT to another.")
        case EACCES:
            return ConfigurationError("PORT \(configuration.port) needs more rights: ports below 1024 are for root.")
        default: return error
        }
    }
}
