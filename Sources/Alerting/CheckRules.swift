package import Monitoring

/// How results become a state.
package struct CheckRules: Sendable, Equatable {
    /// Results in a row that are believed.
    package var confirmations: Int
    /// Between these.
    package var recheckInterval: Duration
    package var pollInterval: Duration
    /// How long one that says that it is busy may keep its last known state, unless three polls take longer.
    package var busyLimit: Duration
    /// Not for what is disabled and polled by hand.
    package var raisesAlerts: Bool

    package init(
        confirmations: Int, recheckInterval: Duration, pollInterval: Duration, busyLimit: Duration = .seconds(300),
        raisesAlerts: Bool = true
    ) {
        self.confirmations = confirmations
        self.recheckInterval = recheckInterval
        self.pollInterval = pollInterval
        self.busyLimit = busyLimit
        self.raisesAlerts = raisesAlerts
    }

    package init(_ settings: Settings, pollInterval seconds: Int, raisesAlerts: Bool) {
        self.init(
            confirmations: settings.recheckAttempts + 1, recheckInterval: .seconds(settings.recheckInterval),
            pollInterval: .seconds(seconds), busyLimit: .seconds(settings.cameraBusyLimit), raisesAlerts: raisesAlerts)
    }

    /// When to try again after Lapwing itself could not ask: soon, yet not every device every two seconds for as long
    /// as our own uplink is down.
    package var pauseWhenNotAsked: Duration { max(recheckInterval, min(pollInterval / 10, .seconds(30))) }

    /// How long a busy one keeps its last known state.
    var busyPatience: Duration { max(busyLimit, pollInterval * 3) }

    /// How long a child's silence waits for its parent to be decided: longer than it takes to ask the parent as often
    /// as the rules want, and never so long that an outage is hidden behind a parent that cannot be judged.
    var parentPatience: Duration { max(.seconds(120), (recheckInterval + .seconds(15)) * (confirmations + 1)) }
}
