internal import Crypto
internal import Encodings
internal import Foundation
internal import Monitoring

/// Encrypts secrets for the database: AES-256-GCM under a key derived from `SECRET_KEY`, bound to the cell they are
/// stored in, so that a sealed text copied to another row does not open there.
///
/// The text is `v1.<key>.<sealed>`: the first 4 bytes of the key's SHA-256 in hexadecimal tell a secret of another key
/// from a damaged one; `<sealed>` is nonce, ciphertext and tag in Base64.
struct Vault: Sendable {
    /// Where a secret is stored.
    struct Cell {
        let table: String
        let row: String
        let column: String

        fileprivate var authenticated: Data { Data("\(table)/\(row)/\(column)".utf8) }
    }

    private let key: SymmetricKey
    private let prefix: String

    init(secretKey: Secret) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Data(secretKey.reveal().utf8)), salt: Data("lapwing".utf8),
            info: Data("secrets at rest, v1".utf8), outputByteCount: 32)
        let fingerprint = key.withUnsafeBytes { SHA256.hash(data: $0) }.prefix(4)
        prefix = "v1." + fingerprint.hexadecimal + "."
    }

    func seal(_ secret: Secret, for cell: Cell) throws -> String {
        let box = try AES.GCM.seal(Data(secret.reveal().utf8), using: key, authenticating: cell.authenticated)
        guard let combined = box.combined else { throw VaultError.damaged(cell.column) }
        return prefix + combined.base64EncodedString()
    }

    /// Whether a sealed text was sealed with this key, by what it says of itself.
    func isOfThisKey(_ text: String) -> Bool { text.hasPrefix(prefix) }

    func open(_ text: String, of cell: Cell) throws(VaultError) -> Secret {
        guard isOfThisKey(text) else { throw .otherKey(cell.column) }
        guard let combined = Data(base64Encoded: String(text.dropFirst(prefix.count))),
            let box = try? AES.GCM.SealedBox(combined: combined),
            let plain = try? AES.GCM.open(box, using: key, authenticating: cell.authenticated)
        else { throw .damaged(cell.column) }
        return Secret(String(decoding: plain, as: UTF8.self))
    }
}

/// Why a secret cannot be read, by the name of its column.
enum VaultError: Error, Equatable, CustomStringConvertible {
    case otherKey(String)
    case damaged(String)

    var description: String {
        switch self {
        case .otherKey(let name):
            "The stored \(name) cannot be decrypted with this SECRET_KEY: start with the one it was saved under, or enter it again."
        case .damaged(let name):
            "The stored \(name) is damaged: enter it again."
        }
    }
}
