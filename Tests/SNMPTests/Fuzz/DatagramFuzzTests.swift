import CAllocations
import Testing

@testable import SNMP

/// A million datagrams that nobody should send.
@Suite struct DatagramFuzzTests {
    #if DEBUG
        /// Debug builds take a few seconds for that many; release builds as long for all.
        private static let count = 50_000
    #else
        private static let count = 1_000_000
    #endif

    @Test(arguments: FuzzedDecoder.allCases)
    func `no datagram makes a decoder crash, hang, or take more memory than its own size warrants`(
        decoder: FuzzedDecoder
    ) {
        let decode = decoder.start()
        var datagrams = FuzzedDatagrams(seed: 11)
        var understood = 0
        for _ in 0..<Self.count {
            let datagram = datagrams.next()
            // A binding of six bytes becomes one of 80 or so, in an array that doubles as it grows.
            let allowance = 32 * datagram.count + 4_096
            let (taken, isUnderstood) = Self.memory(for: datagram, decode)
            if isUnderstood { understood += 1 }
            // What the runtime sets up once in a while is not the datagram's.
            guard taken <= allowance || Self.memory(for: datagram, decode).taken <= allowance else {
                Issue.record("\(decoder) took \(taken) bytes for a datagram of \(datagram.count): \(hex(datagram))")
                return
            }
        }
        #expect(understood > Self.count / 500, "most of them are to be nearly right")
    }

    private static func memory(
        for datagram: [UInt8], _ decode: (UnsafeMutableRawBufferPointer) -> Bool
    ) -> (taken: Int, isUnderstood: Bool) {
        var datagram = datagram
        return datagram.withUnsafeMutableBytes { bytes in
            let before = callocations_of_this_thread()
            let isUnderstood = decode(bytes)
            return (callocations_of_this_thread() - before, isUnderstood)
        }
    }

    @Test func `the count of allocations counts`() {
        let before = callocations_of_this_thread()
        let bytes = [UInt8](repeating: 1, count: Int.random(in: 5_000...6_000))
        let taken = callocations_of_this_thread() - before
        withExtendedLifetime(bytes) {}
        #expect(callocations_are_counted() == 0 || taken >= 5_000)
    }

    @Test func `a client whom thousands of such datagrams answer still finds the right reply`() async throws {
        let liar = try LyingAgent(liesForEachRequest: 200)
        defer { liar.stop() }
        let client = SNMPClient()
        for round in 0..<20 {
            let target = SNMPTarget("127.0.0.1", port: liar.port, timeout: .seconds(2), retries: 3)
            // A lie may have been a good reply; what is not allowed is that there is none.
            do throws(SNMPError) {
                let varBinds = try await client.get([.sysName.scalar], from: target)
                #expect(varBinds.count == 1, "round \(round)")
            } catch {
                #expect(![.noAnswer, .otherReply, .tooLate].contains(error.code), "round \(round): \(error)")
            }
        }
        while liar.lies < 4_000 { await Task.yield() }
    }
}
