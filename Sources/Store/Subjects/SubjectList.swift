internal import Database
internal import Monitoring

/// Which subjects of a kind are listed, and in which order.
struct SubjectList {
    var conditions = Conditions()
    /// Columns to sort by, as SQL.
    var order: String
    /// One page; `nil` for all.
    var window: Window?
    /// Whether a condition is on a column of `subjects`.
    var isOfState = false
}

extension Store {
    /// - Returns: one page, or all, and how many there are in all.
    func list<Subject: StoredSubject>(_ list: SubjectList) async throws -> (subjects: [Subject], total: Int) {
        guard let window = list.window else {
            var subjects: [Subject] = []
            try await forEachPage(of: list) { subjects += $0 }
            return (subjects, subjects.count)
        }
        return try await database.read { transaction in
            let subjects = try transaction.query(
                """
                SELECT \(Subject.columns) FROM \(Subject.source)\(list.conditions.clause) ORDER BY \(list.order)\
                \(Window.clause)
                """, list.conditions.values + window.values
            ) { try Subject(&$0, vault: vault) }
            let counted = list.isOfState ? Subject.source : Subject.kind.table
            return (subjects, try transaction.count(in: counted, list.conditions))
        }
    }

    /// Hands over a whole list, some at a time: each read in a transaction of its own, so that none lasts as long as
    /// all of them take. What is deleted meanwhile is left out.
    func forEachPage<Subject: StoredSubject>(
        of list: SubjectList, size: Int = 1000, _ body: ([Subject]) async throws -> Void
    ) async throws {
        let ids = try await ids(in: list, of: Subject.self)
        for start in stride(from: 0, to: ids.count, by: size) {
            try await body(try await page(Array(ids[start..<min(start + size, ids.count)])))
        }
    }

    func ids<Subject: StoredSubject>(in list: SubjectList, of type: Subject.Type) async throws -> [ID<Subject>] {
        let table = Subject.kind.table
        return try await database.read { transaction in
            try transaction.query(
                "SELECT \(table).id FROM \(Subject.source)\(list.conditions.clause) ORDER BY \(list.order)",
                list.conditions.values
            ) { $0.id() }
        }
    }

    /// In the order of their ids as given.
    func page<Subject: StoredSubject>(_ ids: [ID<Subject>]) async throws -> [Subject] {
        let subjects = try await database.read { transaction in
            try transaction.findByIndex()
            return try transaction.query(
                "SELECT \(Subject.columns) FROM {given} JOIN \(Subject.kind.table) ON \(Subject.kind.table).id = given.id "
                    + Subject.joined(to: "given.id"), given: GivenRows(["id": .integer], ids.map { [$0] })
            ) { try Subject(&$0, vault: vault) }
        }
        let found = Dictionary(subjects.map { ($0.id, $0) }) { first, _ in first }
        return ids.compactMap { found[$0] }
    }
}
