import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

struct HostQueueTests {
    @Test func `those who wait go in as others leave, in the order in which they came`() {
        var queue = HostQueue<String>()
        #expect(queue.arrive(at: ["nvr"], most: 1) == true)
        #expect(queue.arrive(at: ["nvr"], most: 1) == false)
        queue.wait("second", number: 2, for: ["nvr"], most: 1)
        queue.wait("third", number: 3, for: ["nvr"], most: 1)
        #expect(queue.leave(["nvr"]) == ["second"])
        #expect(queue.leave(["nvr"]) == ["third"])
        #expect(queue.leave(["nvr"]) == [])
        #expect(queue.arrive(at: ["nvr"], most: 1) == true)
    }

    @Test func `a host counts under each of its names`() {
        var queue = HostQueue<String>()
        #expect(queue.arrive(at: ["nvr", "10.0.0.7"], most: 1) == true)
        #expect(queue.arrive(at: ["10.0.0.7"], most: 1) == false)
        #expect(queue.arrive(at: ["recorder", "10.0.0.7"], most: 1) == false)
        #expect(queue.arrive(at: ["other", "10.0.0.8"], most: 1) == true)
        queue.wait("x", number: 1, for: ["recorder", "10.0.0.7"], most: 1)
        #expect(queue.leave(["nvr", "10.0.0.7"]) == ["x"])
    }

    @Test func `who gives up is not let in, and holds up nobody`() {
        var queue = HostQueue<String>()
        #expect(queue.arrive(at: ["nvr"], most: 1) == true)
        queue.wait("a", number: 1, for: ["nvr"], most: 1)
        queue.wait("b", number: 2, for: ["nvr"], most: 1)
        #expect(queue.giveUp(1) == "a")
        #expect(queue.giveUp(1) == nil)
        #expect(queue.leave(["nvr"]) == ["b"])
    }

    @Test func `as many go in as may`() {
        var queue = HostQueue<Int>()
        let admitted = (1...3).map { _ in queue.arrive(at: ["nvr"], most: 2) }
        #expect(admitted == [true, true, false])
    }

    @Test func `a visitor who is cancelled while he waits does not go in`() async throws {
        let gate = HostGate()
        let (inside, isIn) = (Gate(), Box(false))
        try await inside.whileClosed {
            async let first: Int? = gate.visit(["nvr"], most: 1) {
                isIn.value = true
                await inside.pass()
                return 1
            }
            try await eventually("the first is in") { isIn.value }
            let second = Task { await gate.visit(["nvr"], most: 1) { 2 } }
            second.cancel()
            let two = await second.value
            #expect(two == nil)
            inside.open()
            let one = await first
            #expect(one == 1)
        }
        let third = await gate.visit(["nvr"], most: 1) { 3 }
        #expect(third == 3)
    }
}
