import Testing

@testable import ICMP

@Suite struct SipHashTests {
    @Test func `the reference key and the bytes from 0 to 47 give the reference hash`() {
        let hash = SipHash(key: (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))
        let value = hash.hash(
            0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908, 0x1716_1514_1312_1110, 0x1f1e_1d1c_1b1a_1918,
            0x2726_2524_2322_2120, 0x2f2e_2d2c_2b2a_2928)
        #expect(value == 0xe612_a3cb_9ecb_a951)
    }

    @Test func `two keys from the system give two hashes`() {
        #expect(SipHash().hash(1, 2, 3, 4, 5, 6) != SipHash().hash(1, 2, 3, 4, 5, 6))
    }
}
