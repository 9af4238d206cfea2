internal import Database
internal import Monitoring

/// Numbers that grow with every committed change of what they are of: what was rendered at one may be sent again while
/// it stands.
package struct Revisions: Sendable, Equatable {
    package var devices: SubjectRevisions
    package var cameras: SubjectRevisions
    package var alerts: Int64

    package init(devices: SubjectRevisions, cameras: SubjectRevisions, alerts: Int64) {
        self.devices = devices
        self.cameras = cameras
        self.alerts = alerts
    }
}

/// Of one kind of subject.
package struct SubjectRevisions: Sendable, Equatable {
    /// What people wrote.
    package var configuration: Int64
    /// How many there are in each status.
    package var status: Int64
    /// What every poll writes, such as when it last answered.
    package var polls: Int64

    package init(configuration: Int64 = 0, status: Int64 = 0, polls: Int64 = 0) {
        self.configuration = configuration
        self.status = status
        self.polls = polls
    }

    /// Of all that is shown of them. None of the numbers ever gets smaller: their sum tells a change of any.
    package var rows: Int64 { configuration + status + polls }
}

/// What has a revision of its own. The text is what the table holds.
enum RevisionTopic: Equatable {
    case configuration(SubjectKind)
    case status(SubjectKind)
    case polls(SubjectKind)
    case alerts
    /// Receivers, routes and maintenance windows.
    case policy

    var text: String {
        switch self {
        case .configuration(let kind): "\(kind).configuration"
        case .status(let kind): "\(kind).status"
        case .polls(let kind): "\(kind).polls"
        case .alerts: "alerts"
        case .policy: "policy"
        }
    }
}

extension Revisions {
    static let columns = (SubjectKind.allCases.flatMap { [.configuration($0), .status($0), .polls($0)] } + [.alerts])
        .map { (topic: RevisionTopic) in "(SELECT value FROM revisions WHERE topic = '\(topic.text)')" }
        .joined(separator: ", ")

    init(_ row: inout Row) {
        self.init(
            devices: SubjectRevisions(&row), cameras: SubjectRevisions(&row), alerts: row.integerOrNil() ?? 0)
    }
}

extension SubjectRevisions {
    fileprivate init(_ row: inout Row) {
        self.init(
            configuration: row.integerOrNil() ?? 0, status: row.integerOrNil() ?? 0, polls: row.integerOrNil() ?? 0)
    }
}

extension Store {
    package func revisions() async throws -> Revisions? {
        try await database.first("SELECT \(Revisions.columns)", []) { Revisions(&$0) }
    }
}

extension Transaction {
    /// Called by every transaction that changes what clients see of it: last of all, since others wait for these rows,
    /// and in this order.
    func bump(_ topics: RevisionTopic...) throws { for topic in topics { try bump(topic) } }

    private func bump(_ topic: RevisionTopic) throws {
        try execute(
            """
            INSERT INTO revisions (topic, value) VALUES (?, 1)
            ON CONFLICT (topic) DO UPDATE SET value = revisions.value + 1
            """, [topic.text])
    }
}
