internal import Database
package import Monitoring

extension Store {
    /// Asks these devices at once, where they are enabled and nobody is asking them.
    package func makeDue(_ devices: [ID<Device>], now: Timestamp) async throws {
        try await database.write { transaction in
            for device in devices {
                try transaction.execute(
                    "UPDATE devices SET next_poll_at = ? WHERE id = ? AND enabled = 1 AND next_poll_at > ?",
                    [now, device, now])
            }
        }
    }

    /// After a stop: what is overdue by more than `grace` moves to its next slot, so that a start is no stampede.
    /// Never-polled ones, unconfirmed results and tasks stay due.
    package func respreadOverdue(grace: Duration, settings: Settings, now: Timestamp) async throws {
        try await moveToSlots("next_poll_at < ?", [now - grace], settings: settings, now: now)
    }

    /// New intervals: every slot that is still to come is computed again.
    package func reschedule(settings: Settings, now: Timestamp) async throws {
        try await moveToSlots("next_poll_at > ?", [now], settings: settings, now: now)
    }

    private func moveToSlots(
        _ condition: String, _ values: [any ValueConvertible], settings: Settings, now: Timestamp
    ) async throws {
        try await database.write { transaction in
            for (fleet, interval) in [
                (Fleet.devices, settings.devicePollInterval), (.cameras, settings.cameraPollInterval),
            ] {
                try transaction.execute(
                    """
                    UPDATE \(fleet.table) SET next_poll_at = \(PollSlots.nextInSQL)
                    WHERE \(condition) AND enabled = 1 AND measured_at IS NOT NULL
                        AND (claimed_by IS NULL OR claim_expires_at <= ?) AND NOT \(fleet.waitingTask)
                        AND NOT EXISTS (
                            SELECT 1 FROM check_states WHERE \(fleet.reference) = \(fleet.table).id AND streak > 0
                        )
                    """, [now, now, interval, interval] + values + [now])
            }
        }
    }
}
