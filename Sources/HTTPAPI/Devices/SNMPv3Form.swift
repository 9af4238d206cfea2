internal import Monitoring
internal import Web

/// `snmp_v3` as a client sends it. Fields that are absent keep what is stored, so that a client can send back what it
/// was given, which holds no passwords.
struct SNMPv3Form: Sendable {
    /// Octets: RFC 3414 §5 `usmUserName`.
    static let usernameLength = 1...32
    /// Octets: RFC 3414 §11.2 wants no password shorter than 8.
    static let passwordLength = 8...255
    /// Octets: RFC 3415 §4 `vacmContextName`.
    static let contextLength = 0...32

    private let username: Field<String>
    private let authProtocol: Field<SNMPAuthentication>
    private let authPassword: Field<Secret>
    private let privProtocol: Field<SNMPPrivacy>
    private let privPassword: Field<Secret>
    private let context: Field<String>

    init(_ body: inout JSONBody) {
        username = body.string("username", length: Self.usernameLength, counting: .octets)
        authProtocol = body.choice("auth_protocol", SNMPAuthentication.init(written:))
        authPassword = body.secret("auth_password", length: Self.passwordLength, counting: .octets)
        privProtocol = body.choice("priv_protocol", SNMPPrivacy.init(written:))
        privPassword = body.secret("priv_password", length: Self.passwordLength, counting: .octets)
        context = body.string("context", length: Self.contextLength, counting: .octets)
    }

    /// - Throws: `APIError.invalid` where the result could not be used to ask a device.
    func applied(to stored: SNMPv3Credentials?) throws(APIError) -> SNMPv3Credentials {
        var credentials = stored ?? SNMPv3Credentials(username: "")
        if let name = username.value { credentials.username = name }
        authProtocol.map(\.rawValue).set(&credentials.authProtocol)
        authPassword.set(&credentials.authPassword)
        privProtocol.map(\.rawValue).set(&credentials.privProtocol)
        privPassword.set(&credentials.privPassword)
        context.map { $0 }.set(&credentials.context)
        if case .null = authProtocol, authPassword.value == nil { credentials.authPassword = nil }
        if case .null = privProtocol, privPassword.value == nil { credentials.privPassword = nil }
        if credentials.context?.isEmpty == true { credentials.context = nil }
        try Self.check(credentials)
        return credentials
    }

    private static func check(_ credentials: SNMPv3Credentials) throws(APIError) {
        if credentials.username.isEmpty { throw invalid("username", "Required") }
        if credentials.authProtocol != nil && credentials.authPassword == nil {
            throw invalid("auth_password", "Required with an auth_protocol")
        }
        if credentials.authProtocol == nil && credentials.authPassword != nil {
            throw invalid("auth_protocol", "Required with an auth_password")
        }
        if credentials.privProtocol != nil && credentials.privPassword == nil {
            throw invalid("priv_password", "Required with a priv_protocol")
        }
        if credentials.privProtocol == nil && credentials.privPassword != nil {
            throw invalid("priv_protocol", "Required with a priv_password")
        }
        if credentials.privProtocol != nil && credentials.authProtocol == nil {
            throw invalid(
                "auth_protocol", "Required with a priv_protocol: SNMPv3 encrypts for authenticated users only")
        }
    }

    private static func invalid(_ field: String, _ sentence: String) -> APIError {
        .invalid("snmp_v3.\(field): \(sentence)", [FieldError("snmp_v3.\(field)", sentence)])
    }
}
