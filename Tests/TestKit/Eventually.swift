package struct Timeout: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}

/// Looks until `value` is there; the interval is how soon that is noticed, not how long it is waited for.
@discardableResult
package func eventually<Value: Sendable>(
    within limit: Duration = .seconds(30), every interval: Duration = .milliseconds(20),
    _ what: @autoclosure () -> String, _ value: () async throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now + limit
    while true {
        if let found = try await value() { return found }
        guard ContinuousClock.now < deadline else { throw Timeout(description: "Waited \(limit) for \(what())") }
        try await Task.sleep(for: interval)
    }
}
