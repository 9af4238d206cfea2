import Encodings
import Testing

@testable import RTSP

@Suite struct SPSTests {
    /// Written by x264; the comment is the command's own wish.
    static let h264: [(text: String, width: Int, height: Int, fps: Double)] = [
        ("AAAAAWdkACis2UB4AiflwEQAAAMABAAAAwDIPGDGWA==", 1920, 1080, 25),  // High, 4:2:0
        ("AAAAAWdCwB/ZAFAFuwEQAAA+kAAOpgDxgySA", 1280, 720, 29.97),  // Baseline, 30000/1001
        ("AAAAAWdNQAzsoLBLYCIAAAMAAgAAAwA8HihTLA==", 352, 288, 15),  // Main
        ("AAAAAWdkACis2UB4BE/eAiAAAAMAIAAABkPixbLA", 1920, 1080, 25),  // interlaced
        ("AAAAAWd6ACi82UB4AieovARAAAADAEAAAAyDxgxlgA==", 1918, 1078, 25),  // High 4:2:2
        ("AAAAAWf0ABaRmygUBf3F4CIAAAMAAgAAAwAwHixbLA==", 638, 358, 12),  // High 4:4:4
        ("AAAAAWdkABbzZQKAv+JwFsgAAAMACAAAAwDAeLFssA==", 640, 360, 12),  // monochrome
        // Quantiser matrices, sample aspect ratio, overscan, colour and chroma location.
        ("AAAAAWdkAB6s2UCwEmwGlBQICpQAAAMABAAAAwDIPFi2WA==", 704, 576, 25),
        // HRD parameters behind the timing.
        ("AAAAAWdkADKs2UAogPX5cBEAAAMAAQAAAwAoZIAA9CQAHoSkwwB4wYyw", 2592, 1944, 20),
    ]

    /// Written by x265.
    static let h265: [(text: String, width: Int, height: Int, fps: Double?)] = [
        ("AAAAAUIBAQFgAAADAJAAAAMAAAMAeKADwIAQ5ZZWaSTK8BaAgAAAAwCAAAAMhA==", 1920, 1080, 25),  // Main
        ("AAAAAUIBAQIgAAADAJAAAAMAAAMAeKADwIAQ5NllZpJMrwFoCAAAH0gAA6mAQA==", 1920, 1080, 29.97),  // Main 10
        ("AAAAAUIBAQQIAAADAJ0IAAADAAB4sAPAgBDnV5ZWaSTK8BaAgAAAAwCAAAAMhA==", 1918, 1078, 25),  // 4:2:2
        ("AAAAAUIBAQQIAAADAJ4IAAADAAA/kACgQC07vLKzSSZXgLQEAAADAAQAAAMAZCA=", 638, 358, 25),  // 4:4:4
        ("AAAAAUIBAQQIAAADAJ/IAAADAAA/wBQIBaWWVmkkyvAWwIAAAAMAgAAABQQ=", 640, 360, 10),  // monochrome
        // Scaling lists, HRD parameters.
        (
            "AAAAAUIBAQFgAAADAJAAAAMAAAMAlqAB4CACHFllZpJOV4C3AQICBAAAAwAEAAADAFGEkll4AD0JAAehIg==", 3840, 2160, 20
        ),
        // A default display window.
        ("AAAAAUIBAQFgAAADAJAAAAMAAAMAXaACgIAtFllZpJMqwG0DxMAAAAMAQAAAAwPC", 1280, 720, 15),
        ("AAAAAUIBAQFgAAADAJAAAAMAAAMAXaACgIAtFllZpJMrwFoAIA==", 1280, 720, nil),  // no timing
    ]

    @Test(arguments: h264)
    func `an H.264 set tells size and rate`(set: (text: String, width: Int, height: Int, fps: Double)) throws {
        let sps = try #require(SPS(h264: try unit(set.text)))
        #expect(sps.width == set.width)
        #expect(sps.height == set.height)
        #expect(abs(try #require(sps.fps) - set.fps) < 0.01)
    }

    @Test(arguments: h265)
    func `an H.265 set tells size and rate`(set: (text: String, width: Int, height: Int, fps: Double?)) throws {
        let sps = try #require(SPS(h265: try unit(set.text)))
        #expect(sps.width == set.width)
        #expect(sps.height == set.height)
        #expect(sps.fps.map { ($0 * 100).rounded() } == set.fps.map { ($0 * 100).rounded() })
    }

    @Test func `an H.264 set with order counts of type 1 and written matrices is read to its size`() throws {
        var bits = BitWriter()
        bits.write(100, 8)
        bits.write(0, 8)
        bits.write(40, 8)
        bits.unsigned(0)
        bits.unsigned(3)  // chroma format 4:4:4,
        bits.write(1, 1)  // in separate planes
        bits.unsigned(0)
        bits.unsigned(0)
        bits.write(0, 1)
        bits.write(1, 1)  // twelve matrices
        for list in 0..<12 {
            bits.write(list % 2, 1)
            guard list % 2 == 1 else { continue }
            for _ in 0..<(list < 6 ? 16 : 64) { bits.signed(1) }
        }
        bits.unsigned(0)
        bits.unsigned(1)  // order count type 1
        bits.write(0, 1)
        bits.signed(-3)
        bits.signed(2)
        bits.unsigned(2)
        bits.signed(1)
        bits.signed(-1)
        bits.unsigned(4)
        bits.write(0, 1)
        bits.unsigned(79)  // 80 macroblocks across
        bits.unsigned(22)  // 23 down, in fields
        bits.write(0, 1)
        bits.write(0, 1)
        bits.write(1, 1)
        bits.write(1, 1)
        for crop in [3, 5, 1, 7] { bits.unsigned(crop) }
        bits.write(0, 1)
        let sps = try #require(SPS(h264: [0x67] + bits.bytes))
        #expect(sps.width == 80 * 16 - 8)
        #expect(sps.height == 23 * 32 - 8 * 2)
        #expect(sps.fps == nil)
    }

    @Test func `an H.265 set with sub-layers and predicted picture sets is read to its rate`() throws {
        var bits = BitWriter()
        bits.write(0, 4)
        bits.write(2, 3)  // three temporal layers
        bits.write(1, 1)
        bits.skip(96)
        for flags in [0b11, 0b10] { bits.write(flags, 2) }
        bits.skip(2 * 6)
        bits.skip(88 + 8 + 88)
        bits.unsigned(0)
        bits.unsigned(1)
        bits.unsigned(1280)
        bits.unsigned(720)
        bits.write(0, 1)
        bits.unsigned(0)
        bits.unsigned(0)
        bits.unsigned(4)
        bits.write(1, 1)
        for _ in 0..<9 { bits.unsigned(1) }
        for _ in 0..<6 { bits.unsigned(1) }
        bits.write(1, 1)  // scaling lists, written
        bits.write(1, 1)
        for size in 0..<4 {
            for matrix in 0..<(size == 3 ? 2 : 6) {
                bits.write(matrix % 2, 1)
                guard matrix % 2 == 1 else { bits.unsigned(0); continue }
                if size > 1 { bits.signed(5) }
                for _ in 0..<(size == 0 ? 16 : 64) { bits.signed(-1) }
            }
        }
        bits.write(0, 2)
        bits.write(1, 1)  // PCM
        bits.skip(8)
        bits.unsigned(0)
        bits.unsigned(0)
        bits.write(0, 1)
        bits.unsigned(2)  // a picture set of three pictures, and one by its difference
        bits.unsigned(2)
        bits.unsigned(1)
        for _ in 0..<3 { bits.unsigned(0); bits.write(1, 1) }
        bits.write(1, 1)
        bits.write(0, 1)
        bits.unsigned(0)
        for used in [1, 0, 1, 0] { bits.write(used, 1); if used == 0 { bits.write(1, 1) } }
        bits.write(1, 1)  // long-term pictures
        bits.unsigned(1)
        bits.skip(8 + 1)
        bits.write(0, 2)
        bits.write(1, 1)  // VUI
        bits.write(0, 4)
        bits.write(0, 3)
        bits.write(0, 1)
        bits.write(1, 1)
        bits.write(1, 32)
        bits.write(30, 32)
        let sps = try #require(SPS(h265: [0x42, 0x01] + bits.bytes.escaped))
        #expect(sps.width == 1280)
        #expect(sps.height == 720)
        #expect(sps.fps == 30)
    }

    @Test func `a video parameter set tells the rate that the sequence set leaves out`() throws {
        var bits = BitWriter()
        bits.write(0, 12)
        bits.write(0, 3)
        bits.skip(17)
        bits.skip(96)
        bits.write(1, 1)
        for _ in 0..<3 { bits.unsigned(1) }
        bits.write(0, 6)
        bits.unsigned(0)
        bits.write(1, 1)
        bits.write(1001, 32)
        bits.write(30000, 32)
        let fps = try #require(SPS.fps(h265VideoSet: [0x40, 0x01] + bits.bytes.escaped))
        #expect(abs(fps - 29.97) < 0.01)
    }

    @Test(arguments: [
        "AAAAAWjr48siwA==",  // another unit
        "AAAAAWc=", "", "AAAA",
    ])
    func `what is no parameter set is none`(text: String) {
        for unit in nalUnits(Base64.decodeLeniently(text.utf8)) {
            #expect(SPS(h264: unit) == nil)
            #expect(SPS(h265: unit) == nil)
        }
    }

    @Test func `a crop larger than the picture makes the set invalid`() {
        var bits = BitWriter()
        bits.write(66, 8)
        bits.skip(16)
        for value in [0, 0, 0, 0, 0] { bits.unsigned(value) }
        bits.write(0, 1)
        bits.unsigned(0)
        bits.unsigned(0)
        bits.write(1, 1)
        bits.write(0, 1)
        bits.write(1, 1)
        for crop in [900, 900, 0, 0] { bits.unsigned(crop) }
        bits.write(0, 1)
        #expect(SPS(h264: [0x67] + bits.bytes.escaped) == nil)
    }

    private func unit(_ text: String) throws -> ArraySlice<UInt8> {
        try #require(nalUnits(Base64.decodeLeniently(text.utf8)).first)
    }
}

/// Writes what `BitReader` reads.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var count = 0

    mutating func write(_ value: Int, _ bits: Int) {
        for bit in (0..<bits).reversed() {
            if count % 8 == 0 { bytes.append(0) }
            bytes[bytes.count - 1] |= UInt8(value >> bit & 1) << (7 - UInt8(count % 8))
            count += 1
        }
    }

    mutating func skip(_ bits: Int) { for _ in 0..<bits { write(0, 1) } }

    mutating func unsigned(_ value: Int) {
        let length = Int.bitWidth - (value + 1).leadingZeroBitCount
        skip(length - 1)
        write(value + 1, length)
    }

    mutating func signed(_ value: Int) { unsigned(value > 0 ? 2 * value - 1 : -2 * value) }
}

extension [UInt8] {
    /// With emulation prevention.
    var escaped: [UInt8] {
        var escaped: [UInt8] = []
        var zeros = 0
        for byte in self {
            if zeros >= 2, byte <= 3 {
                escaped.append(3)
                zeros = 0
            }
            escaped.append(byte)
            zeros = byte == 0 ? zeros + 1 : 0
        }
        return escaped
    }
}
