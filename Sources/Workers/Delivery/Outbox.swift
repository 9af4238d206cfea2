package import Bus
package import Logging
package import Monitoring
package import Notifiers
package import Store
package import Telemetry

/// Notices to one receiver that are due, sent through its notifier: those that became due together in one message. Every
/// attempt is on record at each of them. One that was begun and of which nothing was heard is repeated, and says that
/// it may be a repetition: people are told at least once.
package struct Outbox: DueQueue {
    package let hint = Hint.noticesDue
    private let notifier: any ReceiverNotifier
    private let store: Store
    private let clock: ServerClock
    private let logger: Logger
    private let delivered: Counter
    private let failed: Counter
    private let givenUp: Counter
    private let notStored: Counter

    package init(
        _ notifier: any ReceiverNotifier, store: Store, clock: ServerClock = .system, metrics: Catalogue = Catalogue(),
        logger: Logger
    ) {
        self.notifier = notifier
        self.store = store
        self.clock = clock
        self.logger = logger
        let name = notifier.receiver.name
        delivered = metrics.noticesDelivered(name)
        failed = metrics.noticesFailed(name)
        givenUp = metrics.noticesGivenUp(name)
        notStored = metrics.sendings.failed(name, "not_stored")
    }

    private var receiver: ID<Receiver> { notifier.receiver.id }

    package var name: String { notifier.receiver.name }

    /// Another one after each change of the receiver: the lane of before may still be ending.
    package var key: String { "receiver-\(receiver)-\(notifier.receiver.updatedAt.milliseconds)" }

    /// What is sent in one message.
    package struct Claimed: Sendable {
        var notices: [ClaimedNotice]

        var message: OutgoingMessage {
            var follows: [String] = []
            for message in notices.compactMap(\.follows) where message != id && !follows.contains(message) {
                follows.append(message)
            }
            return OutgoingMessage(
                id: id, notices: notices.map(\.notice), mayBeRepeat: notices.contains { $0.mayBeRepeat },
                follows: follows)
        }

        private var id: String { notices.first?.message ?? "" }

        var attempts: Int { notices.map(\.notice.attempts).max() ?? 1 }

        func oldest(orElse now: Timestamp) -> Timestamp { notices.map(\.notice.sendableSince).min() ?? now }

        /// `Notice 7`, or `Notice 7 and 29 more`.
        var name: String {
            let first = "Notice \(notices.first.map { "\($0.notice.id)" } ?? "")"
            return notices.count > 1 ? "\(first) and \(notices.count - 1) more" : first
        }
    }

    /// A notice whose alert was acknowledged or deleted is not due: as many messages are claimed as are sent at once,
    /// so this is the last moment before they are sent.
    package func claimDue(
        limit: Int, worker: String, lease: Duration, ahead: Duration, now: Timestamp
    ) async throws -> [Claimed] {
        let notices = try await store.claimDueNotices(
            on: receiver, limit: limit, worker: worker, lease: lease, now: now)
        var messages: [Claimed] = []
        var places: [String: Int] = [:]
        for notice in notices {
            if let place = places[notice.message] {
                messages[place].notices.append(notice)
            } else {
                places[notice.message] = messages.count
                messages.append(Claimed(notices: [notice]))
            }
        }
        return messages
    }

    package func nextDue() async throws -> Timestamp? { try await store.nextNoticeDue(on: receiver) }

    package func work(on claimed: Claimed) async {
        guard let result = await attempt(claimed) else { return }
        await record(result, of: claimed)
    }

    /// By a clock that was set back, what waits for its next attempt would wait for long.
    package func repairSchedule(lease: Duration, renewsClaims: Bool, now: Timestamp) async throws {
        try await store.repairNoticeTimes(
            on: receiver, lease: lease, renewsClaims: renewsClaims, now: now)
    }

    package func releaseClaims(of worker: String) async throws { try await store.releaseNoticeClaims(of: worker) }

    package func ticket(of claimed: Claimed) -> Ticket {
        let notices = claimed.notices.map(\.notice)
        return Ticket(
            id: notices.map(\.id.rawValue).min() ?? 0,
            due: notices.compactMap(\.nextAttemptAt).min() ?? clock.now(), name: "\(claimed.name) to \(name)")
    }

    /// - Returns: `nil` where Lapwing stops meanwhile: nobody knows whether it got through.
    private func attempt(_ claimed: Claimed) async -> Result<Delivery, NotifierError>? {
        let result = await withTaskGroup(of: Result<Delivery, NotifierError>?.self) { group in
            group.addTask { await send(claimed) }
            group.addTask {
                await keepClaim(of: claimed)
                return nil
            }
            var result: Result<Delivery, NotifierError>?
            for await ended in group {
                result = result ?? ended
                group.cancelAll()
            }
            return result
        }
        return Task.isCancelled ? nil : result
    }

    private func send(_ claimed: Claimed) async -> Result<Delivery, NotifierError> {
        let message = claimed.message
        let limit = notifier.exchangeLimit
        let result = await withDeadline(limit, clock: clock) { () async -> Result<Delivery, NotifierError> in
            do throws(NotifierError) { return .success(try await notifier.send(message)) } catch {
                return .failure(error)
            }
        }
        let overdue = NotifierError(
            isRetryable: true, description: "No answer within \(limit).", mayHaveArrived: true, scope: .receiver)
        return result ?? .failure(overdue)
    }

    /// A server may take its time: the claim is renewed until the task is cancelled. Returns where it was lost.
    private func keepClaim(of claimed: Claimed) async {
        let lease = DispatchLimits.notices.lease
        while (try? await clock.sleep(lease / 3)) != nil {
            do {
                guard try await store.renewClaims(of: claimed.notices, lease: lease, now: clock.now()) else {
                    return logger.warning(
                        "\(claimed.name) to \(name) was taken over by another process, since this one stood still"
                    )
                }
            } catch {
                logger.warning("Could not renew the claim of \(claimed.name) to \(name): \(error)")
            }
        }
    }

    private func record(_ result: Result<Delivery, NotifierError>, of claimed: Claimed) async {
        let now = clock.now()
        switch result {
        case .success(let delivery):
            delivered.increment(by: claimed.notices.count)
            await noteSuccess(at: now)
            await save(
                DeliveryAttempt(at: now, succeeded: true, answer: delivery.answer), of: claimed, delivery.recipients,
                nextAttemptAt: nil)
        case .failure(let error):
            let next = await nextAttempt(of: claimed, after: error, now: now)
            failed.increment(by: claimed.notices.count)
            if next == nil { givenUp.increment(by: claimed.notices.count) }
            logger.error(
                "\(claimed.name) was not sent to \(name), \(next.map { "next attempt at \($0)" } ?? "given up"): \(error)"
            )
            await save(
                DeliveryAttempt(
                    at: now, succeeded: false, answer: error.description, mayHaveArrived: error.mayHaveArrived),
                of: claimed, error.recipients, nextAttemptAt: next)
        }
    }

    // MARK: The receiver

    /// Where the receiver takes nothing, the notice waits with all others.
    private func nextAttempt(of claimed: Claimed, after error: NotifierError, now: Timestamp) async -> Timestamp? {
        let own = RetrySchedule.nextAttempt(
            after: error, attempts: claimed.attempts, createdAt: claimed.oldest(orElse: now), now: now,
            chance: .random(in: 0...1))
        guard let own, error.scope != .message, let hold = await noteRefusal(error, at: now) else { return own }
        return error.mayHaveArrived ? max(own, hold.until) : hold.until
    }

    private func noteRefusal(_ error: NotifierError, at now: Timestamp) async -> ReceiverHold? {
        let chance = Double.random(in: 0...1)
        do {
            let hold = try await Retry(.seconds(5), clock: clock).tryAgain {
                try await store.changeHold(on: receiver) {
                    ReceiverHold.after(error, $0, now: now, chance: chance)
                }
            }
            let old = try await store.giveUpNotices(
                on: receiver, writtenBefore: now - RetrySchedule.givenUpAfter, because: error.description)
            givenUp.increment(by: old)
            return hold
        } catch {
            logger.error("Could not record that \(name) takes nothing for now: \(error)")
            return nil
        }
    }

    private func noteSuccess(at now: Timestamp) async {
        do {
            guard try await store.hold(on: receiver) != nil else { return }
            try await store.changeHold(on: receiver) { ReceiverHold.afterSuccess($0, now: now) }
        } catch {
            logger.error("Could not record that \(name) takes notices again: \(error)")
        }
    }

    /// Tries again while the claim lasts: what was sent and is not on record is sent twice.
    private func save(
        _ attempt: DeliveryAttempt, of claimed: Claimed, _ recipients: [NoticeRecipient],
        nextAttemptAt: Timestamp?
    ) async {
        do {
            try await Retry(.seconds(25), clock: clock).tryAgain {
                try await store.recordAttempt(
                    claimed.notices, attempt, recipients: recipients, nextAttemptAt: nextAttemptAt)
            }
        } catch {
            notStored.increment()
            logger.error(
                "\(claimed.name) to \(name): could not record that it was \(attempt.succeeded ? "sent" : "not sent"); it will be sent again: \(error)"
            )
        }
    }
}
