internal import Database
internal import Monitoring

extension Transaction {
    /// What was not delivered yet is not sent any more. A sender that holds one right now still reports how it went.
    /// - Parameter alerts: a statement that selects ids.
    func cancelNotices(ofAlerts alerts: String, _ values: [any ValueConvertible]) throws {
        try execute(
            """
            UPDATE notices SET state = 'cancelled', next_attempt_at = NULL
            WHERE state = 'pending' AND alert_id IN (\(alerts))
            """, values)
    }
}
