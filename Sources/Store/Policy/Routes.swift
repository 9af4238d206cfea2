internal import Database
internal import Foundation
package import Monitoring

extension Store {
    /// In the order in which they are asked.
    package func routes() async throws -> [Route] { try await database.read { try $0.routes() } }

    package func route(_ id: ID<Route>) async throws -> Route? { try await database.read { try $0.route(id) } }

    /// - Parameter change: is given a route without a name that tells nobody, behind all others.
    /// - Throws: `StoreError.noSuchReceiver`, and what `change` throws.
    package func createRoute(
        audit: AuditLine.Of<Route>? = nil, _ change: @escaping @Sendable (inout Route) throws -> Void
    ) async throws -> Route {
        let moment = now()
        return try await database.write { transaction in
            let id = ID<Route>(try transaction.nextNumbers(1, in: "routes")[0])
            var route = Route(id: id, name: "", position: Int.max)
            try change(&route)
            try transaction.requireReceivers(route.receivers)
            try transaction.execute(
                """
                INSERT INTO routes (
                    id, position, name, matching, receivers, group_wait, hours, enabled, created_at, updated_at
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, [id, 0] + (try route.values()) + [moment, moment])
            return try transaction.place(route, audit: audit, at: moment)
        }
    }

    /// - Returns: `nil` where there is none.
    /// - Throws: as `createRoute`.
    package func updateRoute(
        _ id: ID<Route>, audit: AuditLine.Of<Route>? = nil,
        _ change: @escaping @Sendable (inout Route) throws -> Void
    ) async throws -> Route? {
        let moment = now()
        return try await database.write { transaction in
            guard var route = try transaction.route(id) else { return nil }
            try change(&route)
            try transaction.requireReceivers(route.receivers)
            try transaction.write(route, at: moment)
            return try transaction.place(route, audit: audit, at: moment)
        }
    }

    /// - Returns: whether there was one.
    package func deleteRoute(_ id: ID<Route>, audit: AuditLine.Of<Route>? = nil) async throws -> Bool {
        let moment = now()
        return try await database.write { transaction in
            guard let route = try transaction.route(id) else { return false }
            try transaction.execute("DELETE FROM routes WHERE id = ?", [id])
            try transaction.number(try transaction.routes())
            try transaction.insert(audit?(route), at: moment)
            try transaction.bump(.policy)
            return true
        }
    }
}

extension Transaction {
    func routes() throws -> [Route] {
        try query("SELECT \(Route.columns) FROM routes ORDER BY position, id") { try Route(&$0) }
    }

    fileprivate func route(_ id: ID<Route>) throws -> Route? {
        try first("SELECT \(Route.columns) FROM routes WHERE id = ?", [id]) { try Route(&$0) }
    }

    /// - Returns: the names of the routes that named it.
    func removeFromRoutes(_ receiver: ID<Receiver>, at moment: Timestamp) throws -> [String] {
        let naming = try routes().filter { $0.receivers.contains(receiver) }
        for var route in naming {
            route.receivers.removeAll { $0 == receiver }
            try write(route, at: moment)
        }
        return naming.map(\.name)
    }

    fileprivate func write(_ route: Route, at moment: Timestamp) throws {
        try execute(
            """
            UPDATE routes SET name = ?, matching = ?, receivers = ?, group_wait = ?, hours = ?, enabled = ?,
                updated_at = ?
            WHERE id = ?
            """, try route.values() + [moment, route.id])
    }

    /// Moves it to its position; the others make room.
    fileprivate func place(_ route: Route, audit: AuditLine.Of<Route>?, at moment: Timestamp) throws -> Route {
        var all = try routes().filter { $0.id != route.id }
        all.insert(route, at: min(max(route.position, 1), all.count + 1) - 1)
        try number(all)
        guard let placed = try self.route(route.id) else { throw StoreError.noSuchRoute }
        try insert(audit?(placed), at: moment)
        try bump(.policy)
        return placed
    }

    fileprivate func number(_ routes: [Route]) throws {
        try execute(
            "UPDATE routes SET position = ? WHERE id = ?", forEach: routes.enumerated().map { [$0 + 1, $1.id] })
    }

    fileprivate func requireReceivers(_ ids: [ID<Receiver>]) throws {
        for id in ids where try !exists("SELECT 1 FROM receivers WHERE id = ?", [id]) {
            throw StoreError.noSuchReceiver(id)
        }
    }
}

extension Route {
    fileprivate static let columns = "id, position, name, matching, receivers, group_wait, hours, enabled"

    fileprivate init(_ row: inout Row) throws {
        let (id, position, name) = (row.id(Route.self), Int(row.integer()), row.text())
        self.init(
            id: id, name: name, position: position, match: try Match(json: row.text()),
            receivers: try JSONDecoder().decode([ID<Receiver>].self, from: Data(row.text().utf8)),
            groupWait: row.integerOrNil().map(Int.init),
            hours: try row.textOrNil().map { try JSONDecoder().decode(WeeklyHours.self, from: Data($0.utf8)) },
            isEnabled: row.boolean())
    }

    /// Without id and position.
    fileprivate func values() throws -> [any ValueConvertible] {
        [
            name, try match.json(), String(decoding: try JSONEncoder().encode(receivers), as: UTF8.self), groupWait,
            try hours.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }, isEnabled,
        ]
    }
}

extension Match {
    func json() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }

    init(json: String) throws { self = try JSONDecoder().decode(Match.self, from: Data(json.utf8)) }
}
