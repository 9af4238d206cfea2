internal import Foundation
internal import Monitoring

/// How a notice's content is stored: its own form, so that what was written by one version is read by the next.
private enum StoredContent: Codable {
    case alert(StoredAlert)
    case summary(StoredSummary)
}

private struct StoredAlert: Codable {
    var id: Int64
    var kind: SubjectKind.RawValue?
    var subjectID: Int64?
    /// Of earlier versions, in place of `subjectID`.
    var deviceID: Int64?
    var cameraID: Int64?
    var name: String?
    var address: String?
    var severity: Severity
    var message: String
    var rule: AlertRule
    var status: Alert.Status
    var count: Int
    var createdAt: Int64
    var resolvedAt: Int64?
}

private struct StoredSummary: Codable {
    var day: String
    /// By severity.
    var alerts: [String: Int]
    var devices: StoredCounts
    var cameras: StoredCounts
    var from: Int64?
    var to: Int64?
    var offlineDevices: [String]?
    var offlineCameras: [String]?
}

private struct StoredCounts: Codable {
    var online: Int
    var offline: Int
    var unknown: Int
}

extension NoticeContent {
    func json() throws -> String {
        let stored: StoredContent =
            switch self {
            case .alert(let alert): .alert(StoredAlert(alert))
            case .summary(let summary): .summary(StoredSummary(summary))
            }
        return String(decoding: try JSONEncoder().encode(stored), as: UTF8.self)
    }

    init(json: String) throws {
        switch try JSONDecoder().decode(StoredContent.self, from: Data(json.utf8)) {
        case .alert(let stored): self = .alert(stored.alert)
        case .summary(let stored): self = .summary(stored.summary)
        }
    }
}

extension [NoticeRecipient] {
    func json() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }

    init(json: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(json.utf8)) }
}

extension StoredAlert {
    init(_ alert: Alert) {
        let subject = alert.subject
        self.init(
            id: alert.id.rawValue, kind: subject?.kind.rawValue, subjectID: subject?.id, name: subject?.name,
            address: subject?.address, severity: alert.severity, message: alert.message, rule: alert.rule,
            status: alert.status, count: alert.count, createdAt: alert.createdAt.milliseconds,
            resolvedAt: alert.resolvedAt?.milliseconds)
    }

    var alert: Alert {
        Alert(
            id: ID(id), subject: subject, severity: severity, message: message, rule: rule, status: status,
            count: count, createdAt: Timestamp(milliseconds: createdAt),
            resolvedAt: resolvedAt.map(Timestamp.init(milliseconds:)))
    }

    private var subject: AlertSubject? {
        kind.flatMap(SubjectKind.init).map {
            AlertSubject($0, subjectID ?? deviceID ?? cameraID, name: name ?? "", address: address ?? "")
        }
    }
}

extension StoredSummary {
    init(_ summary: DailySummary) {
        self.init(
            day: summary.day,
            alerts: Dictionary(uniqueKeysWithValues: summary.alerts.map { ($0.rawValue, $1) }),
            devices: StoredCounts(summary.devices), cameras: StoredCounts(summary.cameras),
            from: summary.period?.lowerBound.milliseconds, to: summary.period?.upperBound.milliseconds,
            offlineDevices: summary.offlineDevices, offlineCameras: summary.offlineCameras)
    }

    var summary: DailySummary {
        let known = alerts.compactMap { name, count in Severity(rawValue: name).map { ($0, count) } }
        return DailySummary(
            day: day, period: period, alerts: Dictionary(uniqueKeysWithValues: known), devices: devices.counts,
            cameras: cameras.counts, offlineDevices: offlineDevices ?? [], offlineCameras: offlineCameras ?? [])
    }

    private var period: Range<Timestamp>? {
        guard let from, let to, from < to else { return nil }
        return Timestamp(milliseconds: from)..<Timestamp(milliseconds: to)
    }
}

extension StoredCounts {
    init(_ counts: StatusCounts) {
        self.init(online: counts.online, offline: counts.offline, unknown: counts.unknown)
    }

    var counts: StatusCounts { StatusCounts(online: online, offline: offline, unknown: unknown) }
}
