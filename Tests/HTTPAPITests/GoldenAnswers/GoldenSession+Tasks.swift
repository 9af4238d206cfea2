import HTTPTypes
import Monitoring
import TestKit

@testable import HTTPAPI

extension GoldenSession {
    func playTasks() async throws {
        chapter(.tasks, "Asked for, taken up, done")
        let poll = try await call(.post, "/api/devices/1/poll").text("task_id")
        try await get("/api/tasks/\(poll)")
        clock.advance(.seconds(1))
        try await fleet.beginPoll()
        try await get("/api/tasks/\(poll)")
        clock.advance(.seconds(1))
        try await fleet.finishPoll()
        try await get("/api/tasks/\(poll)", .sorted)
        try await get("/api/tasks/\(poll.uppercased())", .sorted)

        chapter(.tasks, "Of a device that went offline, asked until it is believed")
        await fleet.device("printer", .silent)
        let silent = try await call(.post, "/api/devices/4/poll").text("task_id")
        try await later(.seconds(1))
        try await get("/api/tasks/\(silent)", .sorted)
        for _ in 1...2 { try await later(.seconds(2)) }
        try await get("/api/tasks/\(silent)", .sorted)

        chapter(.tasks, "Of a camera, and of what is disabled")
        let test = try await call(.post, "/api/cameras/1/test").text("task_id")
        let disabled = try await call(.post, "/api/devices/5/poll").text("task_id")
        try await later(.seconds(1))
        for task in [test, disabled] { try await get("/api/tasks/\(task)", .sorted) }

        chapter(.tasks, "Nobody took it up")
        let forgotten = try await call(.post, "/api/devices/1/poll").text("task_id")
        clock.advance(.seconds(1))
        try await fleet.expireTasks()
        try await get("/api/tasks/\(forgotten)")
        try await fleet.pollWhatIsDue()
    }
}
