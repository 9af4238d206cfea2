internal import Database
internal import Monitoring

extension Transaction {
    func statusCounts(of kind: SubjectKind) throws -> StatusCounts {
        let rows = try query("SELECT status, COUNT(*) FROM subjects WHERE kind = '\(kind)' GROUP BY status") { row in
            (try row.choice(Status.self), Int(row.integer()))
        }
        var counts = StatusCounts()
        for (status, count) in rows {
            switch status {
            case .online: counts.online = count
            case .offline: counts.offline = count
            case .unknown: counts.unknown = count
            }
        }
        return counts
    }
}
