import TestKit
import Testing

@testable import ICMP

@Suite struct EchoMessageTests {
    private let key = SipHash(key: (1, 2))
    private let target = IPAddress("192.0.2.1")

    private func stamp() throws -> EchoStamp {
        let flight = Flight(ping: PingID(rawValue: 0x0102_0304_0506_0708), echo: 0x0a0b)
        let target = try #require(target)
        return EchoStamp(flight: flight, sentAt: MonotonicTime(nanoseconds: 42), to: target, key: key)
    }

    private func bytes(_ echo: EchoMessage, _ family: IPAddress.Family) -> [UInt8] {
        var bytes = EchoMessage.blank
        var span = bytes.mutableSpan
        echo.write(to: &span, family: family)
        return bytes
    }

    private func read(_ bytes: [UInt8], _ family: IPAddress.Family) -> EchoMessage? {
        EchoMessage(bytes.span, family: family)
    }

    private func isSound(_ bytes: [UInt8], _ family: IPAddress.Family) -> Bool {
        EchoMessage.isSound(bytes.span, family: family)
    }

    private func isFilled(_ bytes: [UInt8]) -> Bool { EchoMessage.isFilled(bytes.span) }

    @Test(arguments: IPAddress.Family.allCases, [EchoMessage.Kind.request, .reply])
    func `what is written is read`(family: IPAddress.Family, kind: EchoMessage.Kind) throws {
        let echo = EchoMessage(kind: kind, identifier: 0xabcd, sequence: 0x1234, stamp: try stamp())
        #expect(read(bytes(echo, family), family) == echo)
    }

    @Test func `the bytes of a request are those of RFC 792`() throws {
        let echo = EchoMessage(kind: .request, identifier: 0xabcd, sequence: 0x1234, stamp: try stamp())
        let bytes = bytes(echo, .v4)
        #expect(bytes.count == 64)
        #expect(bytes[..<2] == [8, 0])
        #expect(bytes[4..<8] == [0xab, 0xcd, 0x12, 0x34])
        #expect(bytes[8..<16] == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(bytes[16..<24] == [0, 0, 0, 0, 0, 0, 0x0a, 0x0b])
        #expect(bytes[24..<32] == [0, 0, 0, 0, 0, 0, 0, 42])
        #expect(Array(bytes[40...]) == (40..<64).map { UInt8($0) })
        let sum = internetChecksum(bytes.span)
        #expect(sum == 0)
    }

    @Test(arguments: IPAddress.Family.allCases)
    func `a message that is cut off is none, or one without a stamp`(family: IPAddress.Family) throws {
        let whole = bytes(EchoMessage(kind: .request, identifier: 1, sequence: 7, stamp: try stamp()), family)
        for length in 0..<whole.count {
            let part = read(Array(whole[..<length]), family)
            #expect((part == nil) == (length < 8))
            #expect((part?.stamp == nil) == (length < 40))
            if let part { #expect(part.sequence == 7) }
        }
    }

    @Test func `a damaged bit does not pass the checksum`() throws {
        let whole = bytes(EchoMessage(kind: .reply, identifier: 1, sequence: 7, stamp: try stamp()), .v4)
        for bit in 0..<whole.count * 8 {
            var damaged = whole
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!isSound(damaged, .v4))
        }
    }

    @Test func `a stamp is genuine from its target alone, unchanged, under its key`() throws {
        let stamp = try stamp()
        let target = try #require(target)
        #expect(stamp.isGenuine(from: target, key: key))
        #expect(!stamp.isGenuine(from: try #require(IPAddress("192.0.2.2")), key: key))
        #expect(!stamp.isGenuine(from: target, key: SipHash(key: (1, 3))))
        let whole = bytes(EchoMessage(kind: .reply, identifier: 1, sequence: 7, stamp: stamp), .v6)
        for bit in 64..<320 {
            var forged = whole
            forged[bit / 8] ^= 1 << UInt8(bit % 8)
            let echo = try #require(read(forged, .v6))
            #expect(echo.stamp?.isGenuine(from: target, key: key) == false)
        }
    }

    @Test func `a payload that is not as it was sent is noticed`() throws {
        let whole = bytes(EchoMessage(kind: .reply, identifier: 1, sequence: 7, stamp: try stamp()), .v6)
        #expect(isFilled(whole))
        for index in 40..<64 {
            var damaged = whole
            damaged[index] ^= 1
            #expect(!isFilled(damaged))
        }
        let (short, long) = (Array(whole.dropLast()), whole + [64])
        #expect(!isFilled(short))
        #expect(!isFilled(long))
    }

    @Test func `no mutation of a genuine reply is another genuine reply`() throws {
        var random = Seeded(7)
        let target = try #require(target)
        let stamp = try stamp()
        let whole = bytes(EchoMessage(kind: .reply, identifier: 1, sequence: 7, stamp: stamp), .v6)
        for _ in 0..<10_000 {
            var mutant = whole
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                let place = Int.random(in: 0..<mutant.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: mutant[place] = UInt8.random(in: 0...255, using: &random)
                case 1: mutant.remove(at: place)
                case 2: mutant.insert(UInt8.random(in: 0...255, using: &random), at: place)
                default: mutant.removeLast(mutant.count - place)
                }
                if mutant.isEmpty { break }
            }
            guard let found = read(mutant, .v6)?.stamp, found.isGenuine(from: target, key: key) else { continue }
            #expect(found == stamp)
        }
    }

    @Test func `no random bytes are a genuine echo, and none do harm`() throws {
        var random = Seeded(0x1c3b)
        let target = try #require(target)
        for _ in 0..<10_000 {
            let length = Int.random(in: 0..<120, using: &random)
            var bytes = (0..<length / 8 + 1).flatMap { _ in withUnsafeBytes(of: random.next()) { Array($0) } }
            bytes.removeLast(bytes.count - length)
            if length > 2 { (bytes[0], bytes[1]) = (0, 0) }
            for family in IPAddress.Family.allCases {
                let echo = read(bytes, family)
                #expect(echo?.stamp?.isGenuine(from: target, key: key) != true)
                _ = EchoMessage.isSound(bytes.span, family: family)
                _ = EchoMessage.isFilled(bytes.span)
            }
            _ = IPv4Header.size(bytes.span)
        }
    }
}
