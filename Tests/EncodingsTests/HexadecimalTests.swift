import Encodings
import Testing

struct HexadecimalTests {
    @Test func `every byte has two digits`() {
        #expect([UInt8]().hexadecimal == "")
        #expect(([0x00, 0x0F, 0xA0, 0xFF] as [UInt8]).hexadecimal == "000fa0ff")
        #expect(([0x00, 0x1B, 0x21] as [UInt8]).hexadecimal(separatedBy: ":") == "00:1b:21")
    }
}
