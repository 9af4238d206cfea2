internal import Crypto

/// The hashes of HTTP Digest (RFC 7616 §6.1) that cameras use.
enum DigestAlgorithm: Int, Sendable, Comparable, CaseIterable {
    case md5, sha256

    static func < (left: DigestAlgorithm, right: DigestAlgorithm) -> Bool { left.rawValue < right.rawValue }

    /// The registered name.
    var name: String {
        switch self {
        case .md5: "MD5"
        case .sha256: "SHA-256"
        }
    }

    /// Lower-case hexadecimal text.
    func hash(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .md5: hexText(digest(Insecure.MD5(), of: bytes))
        case .sha256: hexText(digest(SHA256(), of: bytes))
        }
    }
}

private func digest<Hash: HashFunction>(_ function: Hash, of bytes: [UInt8]) -> Hash.Digest {
    var function = function
    bytes.withUnsafeBytes { function.update(bufferPointer: $0) }
    return function.finalize()
}
