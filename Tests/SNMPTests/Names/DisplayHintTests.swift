import TestKit
import Testing

@testable import SNMP

struct DisplayHintTests {
    @Test(arguments: [
        ("1x:", [0, 0x1B, 0x21, 0x0A, 0xFF, 2] as [UInt8], "00:1b:21:0a:ff:02"), ("255a", [0x68, 0x69], "hi"),
        ("255t", [0xC3, 0xBC], "ü"),
        ("2d-1d-1d,1d:1d:1d.1d,1a1d:1d", [7, 0xEA, 11, 24, 10, 59, 37, 0], "2026-11-24,10:59:37.0"),
        (
            "2d-1d-1d,1d:1d:1d.1d,1a1d:1d", [7, 0xEA, 11, 24, 10, 59, 37, 0, 0x2B, 1, 0],
            "2026-11-24,10:59:37.0,+1:0"
        ),
        ("1d.1d.1d.1d", [10, 0, 0, 7], "10.0.0.7"), ("1d.1d.1d.1d%4d", [10, 0, 0, 7, 0, 0, 0, 9], "10.0.0.7%9"),
        (
            "2x:2x:2x:2x:2x:2x:2x:2x", [0xFE, 0x80] + Array(repeating: 0, count: 13) + [1],
            "fe80:0000:0000:0000:0000:0000:0000:0001"
        ),
        ("4x-2x-2x-1x1x-6x", Array(0..<16), "00010203-0405-0607-0809-0a0b0c0d0e0f"),
        // A part as often as the byte before it says, with marks between and behind.
        ("*1x:/1x:", [3, 0xAA, 0xBB, 0xCC, 1, 2], "aa:bb:cc/01:02"), ("*1d./1d", [0, 7], "7"), ("1o", [8], "10"),
        ("1x:", [], ""), ("2d", [1], "1"), ("9d", Array(repeating: 255, count: 9), "ff:ff:ff:ff:ff:ff:ff:ff:ff"),
    ])
    func `bytes are written as the hint says`(hint: String, bytes: [UInt8], text: String) throws {
        #expect(try #require(DisplayHint(hint)).text(OctetString(bytes)) == text)
    }

    @Test(arguments: [
        ("d", 42 as Int64, "42"), ("d-2", 1234, "12.34"), ("d-2", 5, "0.05"), ("d-2", -5, "-0.05"),
        ("d-1", -12, "-1.2"),
        ("x", 255, "ff"), ("o", 8, "10"), ("b", 5, "101"), ("d-3", .min, "-9223372036854775.808"),
    ])
    func `numbers are written as the hint says`(hint: String, number: Int64, text: String) throws {
        #expect(try #require(DisplayHint(hint)).text(number) == text)
    }

    @Test(arguments: [
        "", "a", "t", "1", "x1", "d-", "d-x", "d-99", "0a", "*", "1z", "1x:0d", "d2", "99999999999999999999x", "1b",
    ])
    func `what is no hint is refused`(hint: String) {
        #expect(DisplayHint(hint) == nil)
    }

    @Test func `any bytes under any hint come to an end`() throws {
        var generator = Seeded(4)
        let hints = try ["*1x:/1d", "*2d.1a", "0a[1d]", "0a0x3d-1x", "*0x1d", "255t", "1x:"].map {
            try #require(DisplayHint($0), "\($0)")
        }
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            for hint in hints { _ = hint.text(OctetString(bytes)) }
        }
    }
}
