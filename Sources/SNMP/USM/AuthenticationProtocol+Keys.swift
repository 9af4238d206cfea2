import CUSM

/// What keys are made with.
extension AuthenticationProtocol {
    var number: Int32 {
        switch self {
        case .md5: Int32(CUSM_MD5)
        case .sha1: Int32(CUSM_SHA1)
        case .sha224: Int32(CUSM_SHA224)
        case .sha256: Int32(CUSM_SHA256)
        case .sha384: Int32(CUSM_SHA384)
        case .sha512: Int32(CUSM_SHA512)
        }
    }

    /// RFC 3414 §A.2: slow on purpose.
    func masterKey(of passphrase: [UInt8]) -> [UInt8] {
        key { cusm_master_key(number, passphrase, passphrase.count, $0) }
    }

    /// RFC 3414 §2.6. The key must have ``keyLength`` bytes.
    func localize(_ key: [UInt8], to engine: UnsafeRawBufferPointer) -> [UInt8] {
        guard key.count == keyLength else { return [UInt8](repeating: 0, count: keyLength) }
        return self.key { cusm_localize(number, key, engine.baseAddress, engine.count, $0) }
    }

    func digest(of bytes: [UInt8]) -> [UInt8] {
        key { cusm_digest(number, bytes, bytes.count, $0) }
    }

    private func key(_ write: (UnsafeMutablePointer<UInt8>) -> Void) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: keyLength) { memory, count in
            guard let start = memory.baseAddress else { return }
            write(start)
            count = keyLength
        }
    }
}
