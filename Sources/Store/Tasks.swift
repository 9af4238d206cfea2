package import Monitoring

extension Store {
    /// Asks for a poll now: a task, and the device due at once. Works for a disabled device too.
    /// - Returns: `nil` where there is no such device.
    package func requestPoll(of device: ID<Device>) async throws -> PollTask? { fatalError("frame") }
    package func requestTest(of camera: ID<Camera>) async throws -> PollTask? { fatalError("frame") }
    package func task(_ id: String) async throws -> PollTask? { fatalError("frame") }
    /// Removes tasks that finished before `moment` (and fails those that have been pending since before it).
    package func expireTasks(before moment: Timestamp) async throws { fatalError("frame") }
}
