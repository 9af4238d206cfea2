internal import Crypto
internal import CryptoExtras
internal import Encodings
package import Monitoring

/// A password as it is stored: scrypt (RFC 7914), written as a PHC string such as `$scrypt$ln=17,r=8,p=1$salt$hash`.
package struct PasswordHash: Sendable, Equatable {
    /// How much work a guess is.
    package struct Cost: Sendable, Equatable {
        /// The base-2 logarithm of N; memory is 1 KiB × N with `blockSize` 8.
        package var logarithm: Int
        package var blockSize: Int
        package var parallelism: Int

        /// What OWASP's Password Storage Cheat Sheet asks of scrypt: 128 MiB a guess.
        package static let recommended = Cost(logarithm: 17, blockSize: 8, parallelism: 1)

        package init(logarithm: Int, blockSize: Int, parallelism: Int) {
            self.logarithm = logarithm
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// A stored text must not make us use more memory than this many bytes.
        private static let memoryLimit = 256 << 20

        var isSane: Bool {
            (1...20).contains(logarithm) && (1...32).contains(blockSize) && (1...16).contains(parallelism)
                && 128 * blockSize << logarithm <= Self.memoryLimit
        }
    }

    package let cost: Cost
    private let salt: [UInt8]
    private let key: [UInt8]

    private static let saltLength = 16
    private static let keyLength = 32

    /// Hashes a new password. Takes a good part of a second: not for a thread that others wait for.
    /// - Throws: `PasswordHashError` for an empty password and where memory is short.
    package init(of password: Secret, cost: Cost) throws(PasswordHashError) {
        self.cost = cost
        salt = Self.random(Self.saltLength)
        key = try Self.derive(password, salt: salt, cost: cost, length: Self.keyLength)
            .withUnsafeBytes { Array($0) }
    }

    /// Reads a PHC string; `nil` where it is none of ours.
    package init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Cost(parts[2]), cost.isSane,
            let salt = Base64.standard.decode(parts[3]), !salt.isEmpty,
            let key = Base64.standard.decode(parts[4]), (16...64).contains(key.count)
        else { return nil }
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    /// Matches no password anybody knows, and takes as long to say so as a hash of this cost.
    package static func decoy(cost: Cost) -> PasswordHash {
        PasswordHash(cost: cost, salt: random(saltLength), key: random(keyLength))
    }

    private init(cost: Cost, salt: [UInt8], key: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    package var text: String {
        "$scrypt$\(cost.text)$\(Base64.standard.encode(salt))$\(Base64.standard.encode(key))"
    }

    /// Takes as long as `init(of:cost:)`, whether it matches or not.
    package func matches(_ password: Secret) throws(PasswordHashError) -> Bool {
        guard !password.isEmpty else { return false }
        // Keys are compared in constant time.
        return try Self.derive(password, salt: salt, cost: cost, length: key.count) == SymmetricKey(data: key)
    }

    private static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private static func derive(_ password: Secret, salt: [UInt8], cost: Cost, length: Int)
        throws(PasswordHashError) -> SymmetricKey
    {
        guard !password.isEmpty, !salt.isEmpty else { throw .emptyPassword }
        do {
            return try KDF.Scrypt.deriveKey(
                from: Array(password.reveal().utf8), salt: salt, outputByteCount: length,
                rounds: 1 << cost.logarithm, blockSize: cost.blockSize, parallelism: cost.parallelism)
        } catch {
            throw .derivationFailed
        }
    }
}

package enum PasswordHashError: Error, CustomStringConvertible {
    case emptyPassword
    case derivationFailed

    package var description: String {
        switch self {
        case .emptyPassword: "An empty password cannot be hashed"
        case .derivationFailed: "scrypt failed; hashing a password takes 128 MiB of memory"
        }
    }
}

extension PasswordHash.Cost {
    /// As in a PHC string: `ln=17,r=8,p=1`.
    fileprivate var text: String { "ln=\(logarithm),r=\(blockSize),p=\(parallelism)" }

    fileprivate init?(_ text: Substring) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].hasPrefix("ln="), parts[1].hasPrefix("r="), parts[2].hasPrefix("p="),
            let logarithm = Int(parts[0].dropFirst(3)), let blockSize = Int(parts[1].dropFirst(2)),
            let parallelism = Int(parts[2].dropFirst(2))
        else { return nil }
        self.init(logarithm: logarithm, blockSize: blockSize, parallelism: parallelism)
    }
}
