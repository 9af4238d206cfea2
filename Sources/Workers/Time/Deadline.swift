/// Runs `work` for at most `limit` and then cancels it.
/// - Returns: `nil` where it was cancelled, by the limit or with the calling task. `work` is waited for all the same.
func withDeadline<Result: Sendable>(
    _ limit: Duration, clock: ServerClock, _ work: @escaping @Sendable () async -> Result
) async -> Result? {
    await withTaskGroup(of: Result?.self) { group in
        group.addTask { await work() }
        group.addTask {
            try? await clock.sleep(limit)
            return nil
        }
        let result = await group.next()
        group.cancelAll()
        return result ?? nil
    }
}
