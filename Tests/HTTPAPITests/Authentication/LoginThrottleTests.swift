import Bus
import NIOConcurrencyHelpers
import Sockets
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct LoginThrottleTests {
    private let throttle = LoginThrottle(bus: InProcessBus(), limits: LoginThrottle.Limits())
    private let peer = Peer(IPAddress(ipv4: 0x0A00_0001))

    private func attempt(_ username: String = "admin", isRight: Bool) async throws -> Bool {
        let value: Void? = try await throttle.attempt(username, from: peer) { isRight ? () : nil }
        return value != nil
    }

    @Test func `right passwords do not count, however many`() async throws {
        for _ in 0..<200 { #expect(try await attempt(isRight: true)) }
    }

    @Test func `five wrong ones are checked, whatever right ones come between`() async throws {
        for number in 0..<5 {
            if number > 0 { #expect(try await attempt(isRight: true)) }
            #expect(try await !attempt(isRight: false))
        }
        await #expect(throws: APIError.self) { try await attempt(isRight: true) }
        #expect(try await attempt("other", isRight: true))
    }

    @Test func `what goes wrong for another reason does not count`() async throws {
        for _ in 0..<20 {
            await #expect(throws: APIError.unavailable("no")) {
                let _: Void? = try await throttle.attempt("admin", from: peer) { throw APIError.unavailable("no") }
            }
        }
        #expect(try await attempt(isRight: true))
    }

    @Test(.timeLimit(.minutes(1))) func `many right ones at once are all let in`() async throws {
        let letIn = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    let value: Void? = try await throttle.attempt("admin", from: peer) { await Task.yield() }
                    return value != nil
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(letIn == 50)
    }

    @Test(.timeLimit(.minutes(1))) func `guesses made at once are no more than guesses made one by one`() async throws {
        let checked = NIOLockedValueBox(0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    let _: Void?? = try? await throttle.attempt("admin", from: peer) {
                        checked.withLockedValue { $0 += 1 }
                        await Task.yield()
                        return nil
                    }
                }
            }
        }
        #expect(checked.withLockedValue { $0 } == 5)
    }
}
