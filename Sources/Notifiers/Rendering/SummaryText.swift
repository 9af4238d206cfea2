internal import Monitoring

/// How a day is put to people, whatever the channel.
struct SummaryText: Sendable {
    /// `Daily summary of 2026-01-15: 3 alerts, 1 device and 2 cameras offline`
    let headline: String
    let sections: [Section]

    struct Section: Sendable, Equatable {
        let title: String
        /// Most important first.
        let counts: [Count]
    }

    struct Count: Sendable, Equatable {
        let label: String
        let number: Int
    }

    init(_ summary: DailySummary) {
        let alerts = summary.alerts.values.reduce(0, +)
        let (devices, cameras) = (summary.devices.offline, summary.cameras.offline)
        let offline =
            devices + cameras == 0
            ? "nothing offline" : "\(Self.count(devices, "device")) and \(Self.count(cameras, "camera")) offline"
        headline = "Daily summary of \(summary.day): \(Self.count(alerts, "alert")), \(offline)"
        sections = [
            Section(
                title: "Alerts on \(summary.day)",
                counts: Severity.allCases.reversed().map {
                    Count(label: $0.rawValue, number: summary.alerts[$0] ?? 0)
                }),
            Section(title: "Devices now", counts: Self.counts(summary.devices)),
            Section(title: "Cameras now", counts: Self.counts(summary.cameras)),
        ]
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private static func counts(_ counts: StatusCounts) -> [Count] {
        [
            Count(label: "offline", number: counts.offline), Count(label: "unknown", number: counts.unknown),
            Count(label: "online", number: counts.online),
        ]
    }
}
