import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct UUIDTextTests {
    @Test func `version and variant are in their places`() {
        #expect(UUIDText.text(high: 0, low: 0) == "00000000-0000-4000-8000-000000000000")
        #expect(UUIDText.text(high: .max, low: .max) == "ffffffff-ffff-4fff-bfff-ffffffffffff")
        #expect(
            UUIDText.text(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
                == "01234567-89ab-4def-bedc-ba9876543210")
    }

    @Test func `no two are the same`() {
        let identifiers = RequestIdentifiers()
        #expect(Set((0..<100_000).map { _ in identifiers.next() }).count == 100_000)
        #expect(Set((0..<1000).map { _ in UUIDText.random() }).count == 1000)
    }
}
