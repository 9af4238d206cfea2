import Testing

@testable import RTSP

@Suite struct BitReaderTests {
    @Test(arguments: [0, 1, 2, 7, 8, 255, 65_535, 1 << 30, (1 << 32) - 2])
    func `Exp-Golomb codes read as written`(value: Int) throws {
        var bits = BitWriter()
        bits.unsigned(value)
        bits.signed(-value / 2)
        var reader = BitReader(bits.bytes)
        #expect(try reader.unsigned() == value)
        #expect(try reader.signed() == -value / 2)
    }

    @Test func `a code of more than 31 zeros is refused`() {
        var reader = BitReader([0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
        #expect(throws: BitReader.EndOfBits.self) { try reader.unsigned() }
    }

    @Test func `reading past the end throws`() {
        var reader = BitReader([0xFF])
        #expect(throws: BitReader.EndOfBits.self) { try reader.bits(9) }
        #expect(throws: BitReader.EndOfBits.self) { try reader.skip(9) }
        #expect(throws: Never.self) { try reader.skip(8) }
        #expect(throws: BitReader.EndOfBits.self) { try reader.bit() }
    }

    @Test func `escapes come out, and only those`() {
        #expect(withoutEmulationPrevention([1, 0, 0, 3, 1, 0, 0, 3, 0, 3][...]) == [1, 0, 0, 1, 0, 0, 0, 3])
        #expect(withoutEmulationPrevention([0, 0, 3, 0, 0, 3, 3][...]) == [0, 0, 0, 0, 3])
    }

    @Test func `units are cut at start codes`() {
        #expect(nalUnits([0, 0, 0, 1, 9, 8, 0, 0, 1, 7]) == [[9, 8], [7]])
        #expect(nalUnits([9, 8]) == [[9, 8]])
        #expect(nalUnits([0, 0, 0]).isEmpty)
    }
}
