import Testing

struct Overdue: Error {}

enum Observation {
    /// Whether this task looks whether something came about, and does nothing itself.
    @TaskLocal static var isUnderWay = false
}

/// Waits until `condition` holds; after half a minute the test has failed.
func eventually(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while try await !Observation.$isUnderWay.withValue(true, operation: condition) {
        guard ContinuousClock.now < deadline else {
            Issue.record("This did not come about within 30 s: \(what)", sourceLocation: sourceLocation)
            throw Overdue()
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}
