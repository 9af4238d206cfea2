import Testing

@testable import TimeSeries

struct ChunkTests {
    /// Series as devices make them, and as none should.
    static let series: [(name: String, samples: [Sample])] = [
        ("one sample", [Sample(at: 1_768_473_000_000, value: 1.5)]),
        ("a constant", regular { _ in 42 }),
        ("a counter", regular { Double($0 * $0 * 1_000) }),
        ("a counter that starts again", regular { Double($0 % 50 * 12_345) }),
        ("a temperature", regular { 20 + Double($0 % 7) / 10 }),
        ("halves", regular { Double($0) / 2 }),
        ("odd numbers", [.nan, .infinity, -.infinity, -0.0, 0, .leastNonzeroMagnitude, .greatestFiniteMagnitude].at()),
        ("great integers", [9_007_199_254_740_992, -9_223_372_036_854_775_808, 9_223_372_036_854_774_784, 0].at()),
        ("beyond integers", [9_223_372_036_854_775_808, 1].at()),
        ("times at the ends", [Int64.min, .max, 0, .min, .min, .max].map { Sample(at: $0, value: 1) }),
        ("times backwards", (0..<100).map { Sample(at: Int64(-$0 * $0), value: Double($0)) }),
        ("as long as can be", (0..<Chunk.longest).map { Sample(at: Int64($0), value: 0) }),
    ]

    /// Every minute, some milliseconds early or late.
    private static func regular(_ value: (Int) -> Double) -> [Sample] {
        (0..<240).map { Sample(at: 1_768_473_000_000 + Int64($0 * 60_000 + $0 * 7 % 11), value: value($0)) }
    }

    @Test(arguments: series)
    func `samples come back to the bit`(name: String, samples: [Sample]) throws {
        let chunk = try Chunk(samples)
        #expect(try chunk.samples() == samples)
        #expect(try Chunk(bytes: chunk.bytes).samples() == samples)
    }

    @Test func `random samples come back to the bit`() throws {
        for _ in 0..<300 {
            let samples = (0..<Int.random(in: 1...60)).map { _ in
                Sample(
                    at: Int64.random(in: .min ... .max) >> Int64.random(in: 0...63),
                    value: Bool.random()
                        ? Double(bitPattern: .random(in: 0 ... .max)) : Double(Int64.random(in: -1000...1000)))
            }
            #expect(try Chunk(samples).samples() == samples)
        }
    }

    @Test func `what is regular costs a bit`() throws {
        let samples = (0..<1000).map { Sample(at: Int64($0 * 60_000), value: 7) }
        #expect(try Chunk(samples).bytes.count < 290)
        let counter = (0..<1000).map { Sample(at: Int64($0 * 60_000), value: Double($0 * 1_500)) }
        #expect(try Chunk(counter).bytes.count < 300)
    }

    @Test func `a gauge polled with some jitter takes less than two bytes a sample`() throws {
        let samples = Self.regular { 20 + Double($0 / 20 % 3) }
        #expect(try Chunk(samples).bytes.count < samples.count * 2)
    }

    @Test func `none or too many samples are no chunk`() {
        #expect(throws: ChunkError.unfitCount(0)) { try Chunk([]) }
        let many = [Sample](repeating: Sample(at: 0, value: 0), count: Chunk.longest + 1)
        #expect(throws: ChunkError.unfitCount(many.count)) { try Chunk(many) }
    }

    @Test func `what was stored by this version stays readable`() throws {
        let integers: [UInt8] = [
            0x01, 0x00, 0x04, 0x00, 0x00, 0x01, 0x9b, 0xc1, 0x34, 0x78, 0x40, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
            0x64, 0xe0, 0x75, 0x30, 0x30, 0x25, 0x90, 0x64, 0x2f, 0x08, 0x96,
        ]
        let times: [Int64] = [1_768_473_000_000, 1_768_473_060_000, 1_768_473_120_003, 1_768_473_180_000]
        let counts = zip(times, [100, 250, 400, 0]).map { Sample(at: $0, value: $1) }
        #expect(try Chunk(bytes: integers).samples() == counts)
        #expect(try Chunk(counts).bytes == integers)

        let bits: [UInt8] = [
            0x02, 0x00, 0x05, 0x00, 0x00, 0x01, 0x9b, 0xc1, 0x34, 0x78, 0x40, 0x40, 0x34, 0x80, 0x00, 0x00, 0x00, 0x00,
            0x00, 0xe0, 0x75, 0x30, 0x10, 0x6d, 0xe1, 0x78, 0x5d, 0xe0, 0xd8, 0x10, 0xc0, 0x34, 0x80,
        ]
        let degrees = zip(times + [1_768_473_240_000], [20.5, 20.5, 21.25, 20.5, -0.0]).map {
            Sample(at: $0, value: $1)
        }
        #expect(try Chunk(bytes: bits).samples() == degrees)
        #expect(try Chunk(degrees).bytes == bits)
    }

    @Test(arguments: series.filter { $0.samples.count < 300 })
    func `a chunk that was cut anywhere is refused`(name: String, samples: [Sample]) throws {
        let bytes = try Chunk(samples).bytes
        for length in 0..<bytes.count {
            #expect(throws: ChunkError.truncated) { try Chunk(bytes: Array(bytes.prefix(length))).samples() }
        }
    }

    @Test func `an unknown format or count is refused`() throws {
        var bytes = try Chunk([Sample(at: 0, value: 0)]).bytes
        for format in [0, 3, 255] as [UInt8] {
            bytes[0] = format
            #expect(throws: ChunkError.unknownFormat) { try Chunk(bytes: bytes).samples() }
        }
        for count in [0, UInt16(Chunk.longest) + 1, .max] {
            let claimed = [1, UInt8(count >> 8), UInt8(count & 255)] + bytes.dropFirst(3)
            #expect(throws: ChunkError.unfitCount(Int(count))) { try Chunk(bytes: claimed).samples() }
        }
    }

    @Test func `hostile bytes are read or refused, and nothing worse`() throws {
        let real = try Self.series.map { try Chunk($0.samples).bytes }.filter { $0.count < 3000 }
        for round in 0..<3000 {
            var bytes = real[round % real.count]
            for _ in 0..<Int.random(in: 1...8) {
                bytes[Int.random(in: 0..<bytes.count)] = .random(in: 0 ... .max)
            }
            _ = try? Chunk(bytes: bytes).samples()
            let noise = (0..<Int.random(in: 0...64)).map { _ in UInt8.random(in: 0 ... .max) }
            _ = try? Chunk(bytes: [UInt8.random(in: 1...2), 0, 200] + noise).samples()
        }
    }
}

extension [Double] {
    fileprivate func at() -> [Sample] { enumerated().map { Sample(at: Int64($0 * 1000), value: $1) } }
}
