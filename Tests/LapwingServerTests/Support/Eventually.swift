import Testing

struct Overdue: Error {}

/// Waits until `condition` holds; after ten seconds the test has failed.
func eventually(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(10)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("This did not come about within 10 s: \(what)", sourceLocation: sourceLocation)
            throw Overdue()
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}
