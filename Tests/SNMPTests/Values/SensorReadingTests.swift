import SNMP
import TestKit
import Testing

struct SensorReadingTests {
    @Test(arguments: [
        (8, 9, 1, 509, "50.9 °C"), (8, 9, 0, -5, "-5.0 °C"), (4, 8, 0, 3_312, "3.312 V"),
        (4, 8, 2, 331_250, "3.3125 V"),
        (6, 10, 0, 2, "2000.0 W"), (10, 9, 0, 5_400, "5400.0 rpm"), (12, 9, 0, 1, "true"), (12, 9, 0, 2, "false"),
        (14, 9, 2, -215, "-2.15 dBm"), (99, 9, 0, 7, "7.0"), (6, 9, -2, 3, "300.0 W"),
    ])
    func `a value is scaled`(type: Int64, scale: Int64, precision: Int64, value: Int64, text: String) throws {
        let reading = try #require(
            SensorReading(
                type: .integer(type), scale: .integer(scale), precision: .integer(precision), value: .integer(value),
                status: .integer(1)))
        #expect(reading.description == text)
    }

    @Test(arguments: [
        (SNMPValue.integer(9), SNMPValue.integer(0), SNMPValue.integer(1_000_000_000), SNMPValue.integer(1)),
        (.integer(9), .integer(0), .integer(-1_000_000_000), .integer(1)),
        (.integer(9), .integer(0), .integer(.min), .integer(1)),
        (.integer(9), .integer(0), .integer(5), .integer(2)),
        (.integer(0), .integer(0), .integer(5), .integer(1)), (.integer(18), .integer(0), .integer(5), .integer(1)),
        (.integer(9), .integer(99), .integer(5), .integer(1)), (.integer(9), .integer(0), .noSuchInstance, .integer(1)),
    ])
    func `a sensor that cannot say is believed nothing`(
        scale: SNMPValue, precision: SNMPValue, value: SNMPValue, status: SNMPValue
    ) {
        #expect(
            SensorReading(type: .integer(8), scale: scale, precision: precision, value: value, status: status) == nil)
    }

    @Test func `no text brings a reader down`() {
        var generator = Seeded(6)
        let pieces = Array("0123456789.,:-+/ TZamp°é\u{1F600}\0\u{301}Nov")
        for _ in 0..<20_000 {
            let text = String(
                (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                    pieces.randomElement(using: &generator) ?? " "
                })
            let string = OctetString(text.utf8)
            _ = (DateAndTime(string), Quantity(parsing: text)?.bytes, MACAddress(string), InetAddress(string))
            _ = (DisplayHint(text)?.text(string), OID(text))
        }
    }
}
