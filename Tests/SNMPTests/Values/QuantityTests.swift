import Testing

@testable import SNMP

struct QuantityTests {
    @Test(arguments: [
        ("512.00 MB", 512.0, "MB", 536_870_912 as UInt64?), ("38 C", 38, "C", nil), ("1,024 KB", 1024, "KB", 1_048_576),
        ("12.5V", 12.5, "V", nil), ("97%", 97, "%", nil), (" -3 dBm ", -3, "dBm", nil), ("12,5 V", 12.5, "V", nil),
        ("1,234,567.5", 1_234_567.5, nil, nil), ("0,125", 0.125, nil, nil), ("42", 42, nil, nil),
        ("7.5 GiB\0", 7.5, "GiB", 8_053_063_680), ("+5", 5, nil, nil), ("38 °C", 38, "°C", nil), ("1.", 1, nil, nil),
    ])
    func `a text is a number with a unit`(text: String, value: Double, unit: String?, bytes: UInt64?) throws {
        let quantity = try #require(Quantity(parsing: text))
        #expect(quantity == Quantity(value, unit: unit))
        #expect(quantity.bytes == bytes)
    }

    @Test(arguments: [
        "", "MB", "none", "1.2.3", "10.0.0.7", "2026-11-24", "10:59", "--5", "1,2,3", ".5", "5 apples and 3 pears", "-",
        "12 of 24", String(repeating: "9", count: 100), "1 " + String(repeating: "x", count: 40),
    ])
    func `a text that says more or less is none`(text: String) {
        #expect(Quantity(parsing: text) == nil)
    }

    @Test func `values of all types have their number`() {
        #expect(SNMPValue.octetString("512.00 MB").quantity?.bytes == 512 << 20)
        #expect(SNMPValue.float(20.5).quantity?.value == 20.5)
        #expect(SNMPValue.double(20.5).quantity?.value == 20.5)
        #expect(SNMPValue.counter64(.max).quantity?.value == 0x1p64)
        #expect(SNMPValue.integer(-7).quantity?.value == -7)
        #expect(SNMPValue.null.quantity == nil)
        #expect(Quantity(-1, unit: "KB").bytes == nil)
        #expect(Quantity(.infinity, unit: "KB").bytes == nil)
    }

    @Test func `ticks are time`() {
        #expect(SNMPValue.timeTicks(150).duration == .milliseconds(1500))
        #expect(SNMPValue.integer(150).duration == nil)
    }
}
