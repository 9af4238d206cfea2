internal import Database
internal import Monitoring

extension Alert {
    static let columns = """
        alerts.id, subject_kind, subject_id, subject_name, subject_address, severity, message, rule, status, count, \
        alerts.created_at, resolved_at, acknowledged_at, acknowledged_by
        """

    init(_ row: inout Row) throws {
        self.init(
            id: row.id(), subject: AlertSubject(&row), severity: try row.choice(), message: row.text(),
            rule: try row.choice(), status: try row.choice(), count: Int(row.integer()), createdAt: row.timestamp(),
            resolvedAt: row.timestampOrNil(), acknowledgedAt: row.timestampOrNil(), acknowledgedBy: row.textOrNil())
    }
}

extension AlertSubject {
    fileprivate init?(_ row: inout Row) {
        let kind = row.textOrNil()
        let id = row.integerOrNil()
        let name = row.textOrNil() ?? ""
        let address = row.textOrNil() ?? ""
        guard let kind = kind.flatMap(SubjectKind.init) else { return nil }
        self.init(kind, id, name: name, address: address)
    }
}
