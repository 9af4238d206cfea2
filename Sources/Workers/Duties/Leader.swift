package import Logging
internal import ServiceLifecycle
package import Store

/// Does what only one process may do while it holds the lease for it, and waits for the lease while another does.
package struct Leader: Service {
    /// The lease goes to another process within half a minute of a kill: its lifetime and one look.
    package struct Timing: Sendable {
        package var lifetime = Duration.seconds(25)
        package var renewal = Duration.seconds(8)
        package var look = Duration.seconds(2)
        /// Where the lease could not be renewed for the moment.
        package var retry = Duration.seconds(1)

        package init() {}
    }

    private let name: String
    private let holder: String
    private let duties: [any LeaderTask]
    private let store: Store
    private let timing: Timing
    private let clock: ServerClock
    private let logger: Logger
    private let trouble: LogThrottle

    /// - Parameters:
    ///   - name: of the lease.
    ///   - holder: unlike any other process's.
    package init(
        _ name: String, holder: String, duties: [any LeaderTask], store: Store, timing: Timing = Timing(),
        clock: ServerClock = .system, logger: Logger
    ) {
        self.name = name
        self.holder = holder
        self.duties = duties
        self.store = store
        self.timing = timing
        self.clock = clock
        self.logger = logger
        trouble = LogThrottle(.error, logger: logger, clock: clock)
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while let term = await self.untilAcquired() {
                await self.serve(term)
            }
        }
    }

    /// A lease and since when, by this process's uptime, it surely is held.
    private struct Term {
        let lease: Lease
        var renewedAt: Duration
    }

    // MARK: Waiting

    /// - Returns: `nil` where Lapwing stops.
    private func untilAcquired() async -> Term? {
        var watch = LeaseWatch(lifetime: timing.lifetime)
        while !Task.isCancelled {
            do {
                if let term = try await acquire(&watch) { return term }
            } catch {
                trouble.log("Could not read who holds the lease “\(name)”; it will be tried again: \(error)")
            }
            try? await clock.sleep(timing.look)
        }
        return nil
    }

    private func acquire(_ watch: inout LeaseWatch) async throws -> Term? {
        let began = clock.uptime()
        let record = try await store.leaseRecord(of: name)
        guard watch.mayTake(record, readFrom: began, to: clock.uptime()) else { return nil }
        let renewedAt = clock.uptime()
        let lease = try await store.acquireLease(name, for: holder, seen: record, lifetime: timing.lifetime)
        guard let lease else { return nil }
        if let silent = record?.holder { logger.warning("Took over the lease “\(name)” from \(silent)") }
        return Term(lease: lease, renewedAt: renewedAt)
    }

    // MARK: Holding

    private func serve(_ term: Term) async {
        logger.debug("Holds the lease “\(name)”", metadata: ["token": "\(term.lease.token)"])
        let wakeup = Wakeup()
        await withDiscardingTaskGroup { group in
            for duty in duties { group.addTask { await self.repeatedly(duty, under: term.lease, wakeup) } }
            await keep(term, wakeup)
            group.cancelAll()
        }
        do {
            try await store.releaseLease(term.lease)
        } catch {
            logger.error("Could not release the lease “\(name)”; it expires by itself: \(error)")
        }
    }

    /// Renews the lease until it is lost or Lapwing stops.
    private func keep(_ term: Term, _ wakeup: Wakeup) async {
        var renewedAt = term.renewedAt
        var pause = timing.renewal
        while true {
            await wakeup.wait(atMost: pause, clock: clock)
            if Task.isCancelled { return }
            let now = clock.uptime()
            do {
                try await store.renewLease(term.lease, lifetime: timing.lifetime)
                (renewedAt, pause) = (now, timing.renewal)
            } catch StoreError.leaseLost {
                return logger.warning("Another process took over the lease “\(name)”")
            } catch {
                trouble.log("Could not renew the lease “\(name)”; it will be tried again: \(error)")
                pause = timing.retry
            }
            if clock.uptime() - renewedAt >= timing.lifetime {
                return logger.warning("Could not renew the lease “\(name)” in time; it counts as lost")
            }
        }
    }

    /// - Parameter wakeup: rung where a duty finds out that the lease is lost.
    private func repeatedly(_ duty: any LeaderTask, under lease: Lease, _ wakeup: Wakeup) async {
        while !Task.isCancelled {
            do {
                try await duty.perform(under: lease)
            } catch StoreError.leaseLost {
                return wakeup.wake()
            } catch  where Task.isCancelled {
                return
            } catch {
                logger.error("\(duty.trouble); it will be tried again: \(error)")
            }
            try? await clock.sleep(duty.pause)
        }
    }
}
