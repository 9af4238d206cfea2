import Monitoring
import NIOConcurrencyHelpers
import NIOCore
import Store
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct ResponseCacheTests {
    private let cache = ResponseCache(capacity: 100_000)

    /// - Returns: the text that is sent, and whether it was rendered for this.
    private func ask(
        _ key: ResponseCache.Key = .deviceCounts, at revision: Int64, rendering text: String? = nil
    ) async throws -> (text: String?, isFresh: Bool) {
        var isFresh = false
        let answer = try await cache.answer(key, at: revision) {
            isFresh = true
            return text.map { text in RenderedAnswer { $0.string(text) } }
        }
        return (answer.map { String(buffer: $0.body) }, isFresh)
    }

    @Test func `what was rendered is sent again while its revision stands`() async throws {
        #expect(try await ask(at: 7, rendering: "a") == ("\"a\"", true))
        #expect(try await ask(at: 7) == ("\"a\"", false))
        #expect(try await ask(at: 8, rendering: "b") == ("\"b\"", true))
        #expect(try await ask(at: 8) == ("\"b\"", false))
    }

    @Test func `a request that began before a change may have what was rendered after it`() async throws {
        _ = try await ask(at: 8, rendering: "b")
        #expect(try await ask(at: 7) == ("\"b\"", false))
    }

    @Test func `a slow request does not put its older answer in the place of a newer one`() async throws {
        _ = try await cache.answer(.deviceCounts, at: 7) {
            _ = try await ask(at: 8, rendering: "b")
            return RenderedAnswer { $0.string("a") }
        }
        #expect(try await ask(at: 8) == ("\"b\"", false))
    }

    @Test func `what many ask for at once is rendered once, and again only for a change`() async throws {
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        let renderings = NIOLockedValueBox(0)
        let text = String(repeating: "x", count: 60_000)
        @Sendable func render() async -> RenderedAnswer {
            renderings.withLockedValue { $0 += 1 }
            for await _ in gate {}
            return RenderedAnswer { $0.string(text) }
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<300 {
                group.addTask {
                    try await cache.answer(.deviceCounts, at: 7) { await render() }?.body.readableBytes ?? 0
                }
            }
            while cache.waiting(for: .deviceCounts) != 299 { await Task.yield() }
            group.addTask { try await cache.answer(.deviceCounts, at: 8) { await render() }?.body.readableBytes ?? 0 }
            while renderings.withLockedValue({ $0 }) < 2 { await Task.yield() }
            opening.finish()
            for try await size in group { #expect(size == 60_002) }
        }
        #expect(renderings.withLockedValue { $0 } == 2)
    }

    @Test func `whoever renders for others and is called off leaves it to them`() async throws {
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        let first = Task {
            try await cache.answer(.deviceCounts, at: 7) {
                for await _ in gate {}
                throw CancellationError()
            }
        }
        while cache.waiting(for: .deviceCounts) == nil { await Task.yield() }
        let second = Task {
            try await cache.answer(.deviceCounts, at: 7) { RenderedAnswer { $0.string("mine") } }
        }
        while cache.waiting(for: .deviceCounts) != 1 { await Task.yield() }
        opening.finish()
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(try await second.value.map { String(buffer: $0.body) } == "\"mine\"")
    }

    @Test func `an error is told to all who waited, and the next one tries again`() async throws {
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        let first = Task {
            try await cache.answer(.deviceCounts, at: 7) {
                for await _ in gate {}
                throw APIError.unavailable("no")
            }
        }
        while cache.waiting(for: .deviceCounts) == nil { await Task.yield() }
        let second = Task { try await cache.answer(.deviceCounts, at: 7) { nil } }
        while cache.waiting(for: .deviceCounts) != 1 { await Task.yield() }
        opening.finish()
        await #expect(throws: APIError.self) { try await first.value }
        await #expect(throws: APIError.self) { try await second.value }
        #expect(try await ask(at: 7, rendering: "b").isFresh)
    }

    @Test func `what is not there is asked for again`() async throws {
        #expect(try await ask(.device(ID(1), showsSecrets: true), at: 7) == (nil, true))
        #expect(try await ask(.device(ID(1), showsSecrets: true), at: 7, rendering: "a").isFresh)
    }

    @Test func `those who may see a community and those who may not never share an answer`() async throws {
        _ = try await ask(.device(ID(1), showsSecrets: true), at: 7, rendering: "community")
        #expect(try await ask(.device(ID(1), showsSecrets: false), at: 7, rendering: "null") == ("\"null\"", true))
    }

    @Test func `memory stays bounded, and what is asked for often stays`() async throws {
        let text = String(repeating: "x", count: 1000)
        for id in 1...1000 {
            _ = try await ask(.camera(ID(Int64(id))), at: 1, rendering: text)
            _ = try await ask(at: 1, rendering: "often")
        }
        #expect(cache.size <= 100_000)
        #expect(try await ask(at: 1) == ("\"often\"", false))
        #expect(try await ask(.camera(ID(1)), at: 1, rendering: "x").isFresh)
        #expect(try await !ask(.camera(ID(1000)), at: 1, rendering: "x").isFresh)
    }

    @Test func `an answer that would push out all others is not kept`() async throws {
        let text = String(repeating: "x", count: 30_000)
        #expect(try await ask(at: 1, rendering: text).isFresh)
        #expect(try await ask(at: 1, rendering: text).isFresh)
    }

    @Test func `nothing is left after it was cleared`() async throws {
        _ = try await ask(at: 1, rendering: "a")
        cache.removeAll()
        #expect(cache.size == 0)
        #expect(try await ask(at: 1, rendering: "b").isFresh)
    }
}
