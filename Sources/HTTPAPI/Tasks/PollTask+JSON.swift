internal import Monitoring
internal import Web

extension JSONWriter {
    mutating func task(_ task: PollTask) {
        object { writer in
            writer.field("task_id", task.id)
            writer.field("kind", task.kind.rawValue)
            writer.field("state", task.state.rawValue)
            writer.field("result", json: task.result ?? "null")
            writer.field("error", task.error)
            writer.field("created_at", task.createdAt)
            writer.field("started_at", task.startedAt)
            writer.field("finished_at", task.finishedAt)
        }
    }
}
