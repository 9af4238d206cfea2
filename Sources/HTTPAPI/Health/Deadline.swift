/// What `work` returns, or `nil` where that takes longer than `limit`. Work that cannot be cancelled, such as a read
/// from a database that hangs, is left behind: a task group would wait for it.
package func outcome<Value: Sendable>(
    within limit: Duration, of work: @escaping @Sendable () async -> Value
) async -> Value? {
    let (outcomes, continuation) = AsyncStream.makeStream(of: Value?.self)
    // Neither task is a child, so that neither is waited for.
    Task { continuation.yield(await work()) }
    let timer = Task {
        try await Task.sleep(for: limit)
        continuation.yield(nil)
    }
    defer { timer.cancel() }
    for await outcome in outcomes { return outcome }
    return nil
}
