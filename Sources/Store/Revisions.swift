internal import Database

/// Numbers that grow with every committed change of their subject: what was rendered at one may be sent again while it
/// stands.
package struct Revisions: Sendable, Equatable {
    package var devices: Int64
    package var cameras: Int64
    package var alerts: Int64

    package init(devices: Int64, cameras: Int64, alerts: Int64) {
        self.devices = devices
        self.cameras = cameras
        self.alerts = alerts
    }
}

extension Revisions {
    enum Subject: String, ValueConvertible {
        case devices, cameras, alerts
    }

    static let columns = """
        (SELECT value FROM revisions WHERE subject = 'devices'),
        (SELECT value FROM revisions WHERE subject = 'cameras'),
        (SELECT value FROM revisions WHERE subject = 'alerts')
        """

    init(_ row: inout Row) {
        self.init(devices: row.integer(), cameras: row.integer(), alerts: row.integer())
    }
}

extension Store {
    package func revisions() async throws -> Revisions? {
        try await database.first("SELECT \(Revisions.columns)", []) { Revisions(&$0) }
    }
}

extension Transaction {
    /// Called once by every transaction that changes what clients see of `subject`.
    func bumpRevision(of subject: Revisions.Subject) throws {
        try execute("UPDATE revisions SET value = value + 1 WHERE subject = ?", [subject])
    }
}
