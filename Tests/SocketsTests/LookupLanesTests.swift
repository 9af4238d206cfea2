import Testing

@testable import Sockets

@Suite struct LookupLanesTests {
    private final class Waiter {}
    private typealias Lanes = LookupLanes<String, Waiter>

    private func lanes(threadsPerLane: Int = 1) -> Lanes { Lanes(threadsPerLane: threadsPerLane, mostThreads: 4) }

    @Test func `one look-up answers all who wait for it`() {
        var lanes = lanes()
        let (first, second) = (Waiter(), Waiter())
        #expect(lanes.enqueue("core-1", for: first) == .quick)
        #expect(lanes.enqueue("core-1", for: second) == nil)
        #expect(lanes.next(.quick) == "core-1")
        let (waiters, lane) = lanes.finish("core-1", isTroubled: false)
        #expect(waiters.map(ObjectIdentifier.init) == [first, second].map(ObjectIdentifier.init))
        #expect(lane == .quick)
        #expect(lanes.next(.quick) == nil)
        #expect(lanes.threads == 0)
    }

    @Test func `what hangs moves to the slow lane with its thread, and makes room for others`() {
        var lanes = lanes()
        let (stuck, good) = (Waiter(), Waiter())
        _ = lanes.enqueue("stuck", for: stuck)
        _ = lanes.next(.quick)
        #expect(lanes.enqueue("good", for: good) == nil)
        #expect(lanes.giveUp("stuck", stuck) == .quick)
        #expect(lanes.isTroubled("stuck"))
        #expect(lanes.next(.quick) == "good")
        #expect(lanes.threads == 2)
        #expect(lanes.finish("stuck", isTroubled: false).lane == .slow)
        #expect(!lanes.isTroubled("stuck"))
    }

    @Test func `what nobody waits for any more is not looked up`() {
        var lanes = lanes()
        let (one, gone, other) = (Waiter(), Waiter(), Waiter())
        _ = lanes.enqueue("busy", for: one)
        _ = lanes.next(.quick)
        _ = lanes.enqueue("gone", for: gone)
        _ = lanes.enqueue("shared", for: gone)
        _ = lanes.enqueue("shared", for: other)
        #expect(lanes.giveUp("gone", gone) == nil)
        #expect(lanes.giveUp("shared", gone) == nil)
        _ = lanes.finish("busy", isTroubled: false)
        #expect(lanes.next(.quick) == "shared")
        #expect(
            lanes.finish("shared", isTroubled: false).waiters.map(ObjectIdentifier.init) == [ObjectIdentifier(other)])
    }

    @Test func `there are never more threads than allowed, however many names hang`() {
        var lanes = lanes(threadsPerLane: 3)
        for number in 0..<50 {
            let waiter = Waiter()
            if let lane = lanes.enqueue("stuck-\(number)", for: waiter), lanes.next(lane) != nil {
                _ = lanes.giveUp("stuck-\(number)", waiter)
            }
            #expect(lanes.threads <= 4)
        }
        #expect(lanes.threads == 4)
    }
}
