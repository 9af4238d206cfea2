import CUSM

/// The keys of a user for one device (Kul in RFC 3414 §2.6), ready for messages: HMAC's pads are hashed already, so that a
/// MAC costs the message's own blocks and one more.
package struct LocalizedKeys: Sendable {
    private var keys: cusm_keys

    /// The largest digest, of which a MAC is a part.
    private typealias Digest = (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

    /// The privacy key must have the length that its protocol wants.
    init(_ authentication: AuthenticationProtocol, _ key: [UInt8], _ privacy: (PrivacyProtocol, key: [UInt8])?) {
        keys = cusm_keys()
        keys.hash = UInt8(authentication.number)
        keys.mac_length = UInt8(authentication.macLength)
        cusm_set_mac_key(&keys, key, key.count)
        guard let (privacy, privacyKey) = privacy else { return }
        keys.cipher = UInt8(privacy == .des ? CUSM_DES : CUSM_AES)
        keys.cipher_key_length = UInt8(privacy.keyLength)
        withUnsafeMutableBytes(of: &keys.cipher_key) { $0.copyBytes(from: privacyKey.prefix($0.count)) }
    }

    /// How many bytes of HMAC are sent.
    var macLength: Int { Int(keys.mac_length) }
    var encrypts: Bool { keys.cipher != 0 }
    var encryptsBlocks: Bool { keys.cipher == UInt8(CUSM_DES) }

    /// Writes the MAC of a message into its field, which must be zero as yet.
    func sign(_ message: UnsafeMutableRawBufferPointer, macAt field: UnsafeMutableRawBufferPointer) {
        withDigest(of: UnsafeRawBufferPointer(message)) { digest in
            field.copyMemory(from: UnsafeRawBufferPointer(rebasing: digest[..<min(macLength, field.count)]))
        }
    }

    /// Whether the MAC in that field of the message is the right one. The field is zeroed for the calculation and put back.
    func isGenuine(_ message: UnsafeMutableRawBufferPointer, macAt field: UnsafeMutableRawBufferPointer) -> Bool {
        guard field.count == macLength, field.count <= 48 else { return false }
        return withUnsafeTemporaryAllocation(byteCount: 48, alignment: 8) { kept in
            kept.copyMemory(from: UnsafeRawBufferPointer(field))
            field.initializeMemory(as: UInt8.self, repeating: 0)
            defer { field.copyMemory(from: UnsafeRawBufferPointer(rebasing: kept[..<field.count])) }
            return withDigest(of: UnsafeRawBufferPointer(message)) { digest in
                cusm_equal(digest.baseAddress, kept.baseAddress, field.count) != 0
            }
        }
    }

    private func withDigest<Result>(
        of message: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(byteCount: MemoryLayout<Digest>.size, alignment: 8) { digest in
            withUnsafePointer(to: keys) { cusm_mac($0, message.baseAddress, message.count, digest.baseAddress) }
            return body(UnsafeRawBufferPointer(digest))
        }
    }

    /// The vector with which a message is encrypted (RFC 3414 §8.1.1.1, RFC 3826 §3.1.2.1).
    struct Vector {
        let boots: Int32
        let time: Int32
        /// As sent.
        let salt: UInt64
    }

    /// The salt to send with a message. DES has the engine's boots in it (RFC 3414 §8.1.1.1).
    func salt(_ counter: UInt64, boots: Int32) -> UInt64 {
        encryptsBlocks ? UInt64(UInt32(bitPattern: boots)) << 32 | counter & 0xFFFF_FFFF : counter
    }

    enum Direction: Int32 {
        case decrypt = 0
        case encrypt = 1
    }

    /// In place. `false` if the bytes cannot be a message of that cipher: DES has blocks of 8 bytes.
    func crypt(_ bytes: UnsafeMutableRawBufferPointer, _ vector: Vector, _ direction: Direction) -> Bool {
        var words: (UInt64, UInt64)
        if encryptsBlocks {
            let preIV = withUnsafeBytes(of: keys.cipher_key) { $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self) }
            words = (preIV ^ vector.salt.bigEndian, 0)
        } else {
            let start = UInt64(UInt32(bitPattern: vector.boots)) << 32 | UInt64(UInt32(bitPattern: vector.time))
            words = (start.bigEndian, vector.salt.bigEndian)
        }
        return withUnsafeBytes(of: &words) { iv in
            withUnsafePointer(to: keys) { keys in
                cusm_crypt(keys, iv.baseAddress, bytes.baseAddress, bytes.count, direction.rawValue) != 0
            }
        }
    }
}

/// Keeping keys, so that those extended by ``KeyExtension/reeder``, which are slow to make, are made once for each device.
extension LocalizedKeys {
    /// To be kept secret; good on machines of the same byte order.
    package var stored: [UInt8] { withUnsafeBytes(of: keys) { [UInt8]($0) } }

    /// `nil` if the bytes are not what ``stored`` gave for a user of the same protocols.
    package init?(stored: [UInt8], for user: USMUser) {
        guard let authentication = user.authentication, stored.count == MemoryLayout<cusm_keys>.size else { return nil }
        keys = stored.withUnsafeBytes { $0.loadUnaligned(as: cusm_keys.self) }
        let expected = LocalizedKeys(
            authentication.name, [], user.privacy.map { ($0.name, [UInt8](repeating: 0, count: $0.name.keyLength)) })
        guard keys.hash == expected.keys.hash, keys.mac_length == expected.keys.mac_length,
            keys.cipher == expected.keys.cipher, keys.cipher_key_length == expected.keys.cipher_key_length
        else { return nil }
    }
}

extension LocalizedKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Three dots, never a key.
    package var description: String { "•••" }
    /// Three dots, never a key.
    package var debugDescription: String { "•••" }
    /// Nothing: `dump` must not show them either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
