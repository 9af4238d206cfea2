/// A server that takes mail, and how to talk to it.
package struct MailServer: Sendable, Equatable {
    package enum Security: Sendable {
        /// The connection starts in the clear and must turn to TLS before anything is said.
        case starttls
        /// TLS from the first octet.
        case tls
        case none
    }

    /// A host name or an address; `MailError.badServer` where it is neither.
    package let host: String
    package let port: Int
    package var security: Security
    package var login: MailLogin?
    /// A PEM file with the authorities that are trusted instead of the system's.
    package var authorityFile: String?
    /// What to say at EHLO; `nil` for this machine's full name, or else its address.
    package var heloName: String?
    /// Addresses to connect to in place of those that the name has, tried in order; empty to look the name up.
    package var addresses: [String] = []

    package init(
        host: String, port: Int, security: Security = .starttls, login: MailLogin? = nil, authorityFile: String? = nil
    ) throws(MailError) {
        guard Self.isHost(host), (1...65_535).contains(port) else { throw .badServer("\(host):\(port)") }
        self.host = host
        self.port = port
        self.security = security
        self.login = login
        self.authorityFile = authorityFile
    }

    /// `mail.example:587`, as errors name it.
    package var name: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    var url: String { (security == .tls ? "smtps://" : "smtp://") + name }

    /// A name, or an address without brackets: nothing that could end the host within a URL.
    private static func isHost(_ text: String) -> Bool {
        guard (1...253).contains(text.utf8.count) else { return false }
        let isIPv6 = text.contains(":")
        return text.allSatisfy { character in
            isIPv6
                ? character.isHexDigit || ":.".contains(character)
                : character.isASCII && (character.isLetter || character.isNumber || "-._".contains(character))
        }
    }
}

/// A user and a password. It does not print the password.
package struct MailLogin: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    package let username: String
    package let password: String

    package init(username: String, password: String) {
        self.username = username
        self.password = password
    }

    package var description: String { "\(username) •••" }
    package var customMirror: Mirror { Mirror(self, children: ["username": username]) }
}
