internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Store
internal import Web

/// Polls and tests that were asked for.
struct TaskOperations: Sendable {
    let dependencies: APIDependencies

    var list: [Operation] {
        [
            Operation(
                .get, "/api/tasks/{task_id}", "How a poll or a test is going",
                parameters: [.path("task_id", .string(format: "uuid"), "As the call that started it said")],
                answers: [OperationAnswer(.ok, .reference("Task"), "The task")], access: .role(.viewer, task))
        ]
    }

    private func task(_ call: Call, _ caller: Caller) async throws -> Response {
        guard let task = try await dependencies.store.task(call.parameter("task_id").lowercased()) else {
            throw APIError.notFound("Task not found")
        }
        return .json { $0.task(task) }
    }
}
