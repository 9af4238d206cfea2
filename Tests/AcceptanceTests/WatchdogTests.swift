import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct WatchdogTests {
    @Test
    func `a process that hangs begins anew by itself, as the same process, with the same arguments and no leftovers`()
        async throws
    {
        let program = "\(Lapwing.root)/.build/debug/HangingProgram"
        let process = try ChildProcess(program, ["one", "two words"])
        _ = try await process.line { $0 == "life 1 of \(process.pid) with one two words" }
        _ = try await process.line { $0 == "life 2 of \(process.pid) with one two words" }
        _ = try await process.line { $0 == "file is closed" }
        _ = try await process.line { $0 == "reason: event loop 0 does not turn" }
        #expect(process.text.contains("Lapwing hangs and restarts itself: event loop 0 does not turn"))
        process.signal(SIGTERM)
        #expect(try await process.exit() == -SIGTERM)
        #expect(!process.text.contains("life 3"))
    }
}
