/// How one part of Lapwing is doing.
package struct HealthPart: Sendable, Equatable {
    /// The field it has in `/api/health`: `database`, `broker`, `scheduler`, `workers`.
    package var name: String
    package static let database = "database"
    /// One word where it works, such as `connected`; else a sentence.
    package var state: String
    package var isHealthy: Bool
    /// It does not work, but everything goes on without it.
    package var isDegraded = false

    package init(name: String, state: String, isHealthy: Bool = true) {
        self.name = name
        self.state = state
        self.isHealthy = isHealthy
    }

    package init(name: String, degraded state: String) {
        self.init(name: name, state: state)
        isDegraded = true
    }
}
