internal import Monitoring

/// How a day is put to people, whatever the channel.
struct SummaryText: Sendable {
    /// `Daily summary of 2026-01-15: 3 alerts, 1 device and 2 cameras offline`
    let headline: String
    let sections: [Section]
    /// The dashboard; `nil` where no public address is set.
    let link: String?

    struct Section: Sendable, Equatable {
        let title: String
        /// Most important first.
        let counts: [LabelledCount]
        /// Of what is offline, as many as are kept.
        var names: [String] = []
        /// How many are offline, named or not.
        var total = 0

        /// The first of the names.
        func offline(most: Int) -> ShownList<String> { ShownList(names, total: total, most: most) }
    }

    struct LabelledCount: Sendable, Equatable {
        let label: String
        let number: Int
    }

    init(_ summary: DailySummary, style: MessageStyle = MessageStyle()) {
        let alerts = summary.alerts.values.reduce(0, +)
        let (devices, cameras) = (summary.devices.offline, summary.cameras.offline)
        let offline =
            devices + cameras == 0
            ? "nothing offline" : "\(Count(devices, "device").text) and \(Count(cameras, "camera").text) offline"
        headline = "Daily summary of \(summary.day): \(Count(alerts, "alert").text), \(offline)"
        sections = [
            Section(
                title: Self.title(of: summary, style),
                counts: Severity.allCases.reversed().map {
                    LabelledCount(label: $0.rawValue, number: summary.alerts[$0] ?? 0)
                }),
            Self.section("Devices now", summary.devices, summary.offlineDevices),
            Self.section("Cameras now", summary.cameras, summary.offlineCameras),
        ]
        link = style.publicURL?.devices
    }

    /// `Alerts on 2026-01-15`, or from when to when where that is no whole day.
    private static func title(of summary: DailySummary, _ style: MessageStyle) -> String {
        guard let period = summary.period, !style.isMidnight(period.upperBound) else {
            return "Alerts on \(summary.day)"
        }
        return "Alerts from \(style.minute(period.lowerBound)) to \(style.minute(period.upperBound))"
    }

    private static func section(_ title: String, _ counts: StatusCounts, _ names: [String]) -> Section {
        Section(
            title: title,
            counts: [
                LabelledCount(label: "offline", number: counts.offline),
                LabelledCount(label: "unknown", number: counts.unknown),
                LabelledCount(label: "online", number: counts.online),
            ], names: names.map { $0.displayed(limit: 80) }, total: names.isEmpty ? 0 : counts.offline)
    }
}
