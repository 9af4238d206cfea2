package import Monitoring
package import SNMP

/// Which of a user's stored fields keeps SNMPv3 from being asked, as the API names it.
package struct SNMPv3FieldError: Error, Equatable, CustomStringConvertible {
    package let field: String
    package let sentence: String

    package var description: String {
        "SNMPv3 cannot be asked: snmp_v3.\(field) \(sentence). The device is watched by ping meanwhile"
    }

    init(_ field: String, _ sentence: String) {
        self.field = field
        self.sentence = sentence
    }
}

extension SNMPv3Credentials {
    /// The user with its passphrases.
    package func user() throws(SNMPv3FieldError) -> USMUser {
        guard (1...32).contains(username.utf8.count) else {
            throw SNMPv3FieldError("username", "must have 1 to 32 bytes")
        }
        switch (try authentication(), try privacy()) {
        case (nil, nil): return USMUser(username)
        case (let authentication?, nil): return USMUser(username, authentication: authentication)
        case (let authentication?, let privacy?):
            return USMUser(username, authentication: authentication, privacy: privacy)
        case (nil, _?):
            throw SNMPv3FieldError("auth_protocol", "is missing: SNMPv3 encrypts for authenticated users only")
        }
    }

    private func authentication() throws(SNMPv3FieldError) -> USMUser.Authentication? {
        guard let name = authProtocol else { return nil }
        guard let known = SNMPAuthentication(written: name) else {
            throw SNMPv3FieldError(
                "auth_protocol", "is “\(name)”, which is none of MD5, SHA, SHA224, SHA256, SHA384 and SHA512")
        }
        return USMUser.Authentication(AuthenticationProtocol(known), try Self.secret(authPassword, "auth_password"))
    }

    private func privacy() throws(SNMPv3FieldError) -> USMUser.Privacy? {
        guard let name = privProtocol else { return nil }
        guard let known = SNMPPrivacy(written: name) else {
            throw SNMPv3FieldError("priv_protocol", "is “\(name)”, which is none of DES, AES, AES192 and AES256")
        }
        return USMUser.Privacy(PrivacyProtocol(known), try Self.secret(privPassword, "priv_password"))
    }

    private static func secret(_ password: Secret?, _ field: String) throws(SNMPv3FieldError) -> USMSecret {
        guard let password, !password.isEmpty else { throw SNMPv3FieldError(field, "is missing") }
        return USMSecret(password.reveal())
    }
}

extension AuthenticationProtocol {
    package init(_ name: SNMPAuthentication) {
        switch name {
        case .md5: self = .md5
        case .sha: self = .sha1
        case .sha224: self = .sha224
        case .sha256: self = .sha256
        case .sha384: self = .sha384
        case .sha512: self = .sha512
        }
    }
}

extension PrivacyProtocol {
    package init(_ name: SNMPPrivacy) {
        switch name {
        case .des: self = .des
        case .aes: self = .aes128
        case .aes192: self = .aes192
        case .aes256: self = .aes256
        }
    }
}
