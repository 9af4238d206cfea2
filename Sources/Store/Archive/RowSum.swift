internal import Crypto
internal import Foundation

/// How many rows there are and a checksum of them, which does not depend on their order.
package struct RowSum: Sendable, Equatable {
    package private(set) var rows = 0
    /// The sum of the first 128 bits of the SHA-256 of each row, in two halves.
    private var (high, low) = (UInt64(0), UInt64(0))

    init() {}

    mutating func add(_ row: RowText) {
        let digest = SHA256.hash(data: row.bytes)
        let halves = digest.withUnsafeBytes { bytes in
            (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
        high &+= UInt64(bigEndian: halves.0)
        low &+= UInt64(bigEndian: halves.1)
        rows += 1
    }

    /// 32 hexadecimal digits.
    package var checksum: String {
        [high, low].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
