import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

struct DeadlineTests {
    private let time = ManualTime()

    @Test func `what is done in time yields its result`() async {
        #expect(await withDeadline(.seconds(1), clock: time.clock) { 7 } == 7)
    }

    @Test func `what is not is cancelled and yields nothing`() async throws {
        let wasCancelled = Box(false)
        let result = try await time.flowing {
            await withDeadline(.seconds(5), clock: time.clock) { () async -> Int in
                try? await Task.sleep(for: .seconds(3600))
                wasCancelled.value = Task.isCancelled
                return 7
            }
        }
        #expect(result == nil)
        #expect(wasCancelled.value)
    }
}
