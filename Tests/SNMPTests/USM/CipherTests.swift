import CUSM
import TestKit
import Testing

@testable import SNMP

struct CipherTests {
    /// NIST SP 800-38A §F.3.13, §F.3.15 and §F.3.17: CFB128 with 128, 192 and 256 bits.
    @Test(arguments: [
        ("2b7e151628aed2a6abf7158809cf4f3c", "3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b"),
        (
            "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
            "cdc80d6fddf18cab34c25909c99a417467ce7f7f81173621961a2b70171d3d7a"
        ),
        (
            "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
            "dc7e84bfda79164b7ecd8486985d386039ffed143b28b1c832113c6331e5407b"
        ),
    ])
    func `AES gives the text of the standard`(key: String, text: String) {
        let plain = bytes("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")
        var keys = cusm_keys(aes: bytes(key))
        for cipher in [cusm_aes_native, cusm_aes_portable] {
            var message = plain
            #expect(cipher(&keys, Array(0..<16), &message, message.count, 1) == 1)
            #expect(hex(message) == text)
            #expect(cipher(&keys, Array(0..<16), &message, message.count, 0) == 1)
            #expect(message == plain)
        }
    }

    @Test(arguments: [16, 24, 32])
    func `messages of every length are the same with libcrypto and without`(keyLength: Int) {
        var generator = Seeded(13)
        for length in 0..<300 {
            let key = (0..<keyLength).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let vector = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let plain = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            var keys = cusm_keys(aes: key)
            var (one, other) = (plain, plain)
            _ = cusm_aes_native(&keys, vector, &one, length, 1)
            _ = cusm_aes_portable(&keys, vector, &other, length, 1)
            #expect(one == other)
            _ = cusm_aes_native(&keys, vector, &one, length, 0)
            #expect(one == plain)
        }
    }
}

extension cusm_keys {
    fileprivate init(aes key: [UInt8]) {
        self.init()
        cipher = UInt8(CUSM_AES)
        cipher_key_length = UInt8(key.count)
        withUnsafeMutableBytes(of: &cipher_key) { $0.copyBytes(from: key) }
    }
}
