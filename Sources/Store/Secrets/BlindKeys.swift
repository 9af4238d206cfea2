internal import Crypto
internal import Foundation
internal import Monitoring

/// Keyed hashes by which secrets are found without being kept (HMAC-SHA-256 under a key derived from `SECRET_KEY`).
struct BlindKeys: Sendable {
    private let key: SymmetricKey

    init(secretKey: Secret) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Data(secretKey.reveal().utf8)), salt: Data("lapwing".utf8),
            info: Data("blind keys, v1".utf8), outputByteCount: 32)
    }

    /// - Parameter parts: each is told from its neighbours by its length.
    func key(_ parts: [String]) -> String {
        var code = HMAC<SHA256>(key: key)
        for part in parts { code.update(data: Data("\(part.utf8.count):\(part)".utf8)) }
        return Data(code.finalize()).base64EncodedString()
    }
}

extension BlindKeys {
    func stream(_ place: StreamPlace) -> String { key(["stream", place.hostKey, "\(place.port)", place.target]) }

    /// The places at which a login is known, from the narrowest to the widest.
    func logins(_ login: CameraLogin) -> LoginKeys {
        let (place, credentials) = (login.place, [login.username, login.password.reveal()])
        let hosts = ([place.hostKey] + login.addresses.map { AddressKey($0).text }).unique
        return LoginKeys(
            streams: [key(["login", place.hostKey, "\(place.port)", place.target] + credentials)],
            endpoints: hosts.map { key(["login", $0, "\(place.port)"] + credentials) },
            hosts: hosts.map { key(["login", $0] + credentials) })
    }
}

/// The keys of one login; a host has one by its name and one by each of its addresses.
struct LoginKeys: Sendable {
    let streams: [String]
    let endpoints: [String]
    let hosts: [String]

    var all: [String] { streams + endpoints + hosts }
}

extension StreamPlace {
    /// Equal for two ways of writing one host.
    var hostKey: String { AddressKey(host).text }
}

extension [String] {
    fileprivate var unique: [String] {
        reduce(into: []) { unique, text in if !unique.contains(text) { unique.append(text) } }
    }
}
