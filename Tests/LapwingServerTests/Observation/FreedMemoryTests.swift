import Testing

@testable import LapwingServer

struct FreedMemoryTests {
    private func resident() throws -> Int { try #require(ProcessUsage.now()).residentMemory }

    /// Many small blocks, and one above them that stays: the C library cannot give back what is below it by itself.
    @Test func `what a burst took and freed goes back to the kernel`() throws {
        var kept: [UnsafeMutableRawPointer] = []
        var burst: [UnsafeMutableRawPointer] = []
        for number in 0..<300_000 {
            let block = UnsafeMutableRawPointer.allocate(byteCount: 1000, alignment: 16)
            block.initializeMemory(as: UInt8.self, repeating: 1, count: 1000)
            if number % 1000 == 999 { kept.append(block) } else { burst.append(block) }
        }
        for block in burst { block.deallocate() }
        let before = try resident()
        FreedMemory.giveBack()
        #expect(try before - resident() > 150 << 20)
        for block in kept { block.deallocate() }
    }

    @Test func `it is looked for again only when much more memory is held than was needed`() {
        var growth = MemoryGrowth()
        #expect(growth.isWorthLooking(at: 60 << 20))
        growth.gaveBack(leaving: 50 << 20)
        #expect(!growth.isWorthLooking(at: 82 << 20))
        #expect(growth.isWorthLooking(at: 83 << 20))
    }
}
