/// How one part of Lapwing is doing.
package struct HealthPart: Sendable, Equatable {
    /// The field it has in `/api/health`: `broker`, `scheduler`, `workers`.
    package var name: String
    /// One word where it works, such as `connected`; else a sentence.
    package var state: String
    package var isHealthy: Bool

    package init(name: String, state: String, isHealthy: Bool) {
        self.name = name
        self.state = state
        self.isHealthy = isHealthy
    }
}
