/// A message in plain text and in HTML (RFC 5322, RFC 2046).
///
/// Whatever its parts hold, they stay where they belong: header values lose their control characters and are encoded,
/// addresses were checked when they were made, and bodies are encoded so that they cannot hold the boundary.
package struct MailMessage: Sendable, Equatable {
    package var sender: MailAddress
    package var recipients: [MailAddress]
    package var subject: String
    /// Seconds since 1970.
    package var date: Int64
    package var id: MessageID
    package var text: String
    package var html: String
    /// Earlier messages in whose threads this one belongs.
    package var references: [MessageID]
    package var headers: [MailHeader]

    package init(
        sender: MailAddress, recipients: [MailAddress], subject: String, date: Int64, id: MessageID, text: String,
        html: String, references: [MessageID] = [], headers: [MailHeader] = []
    ) {
        self.sender = sender
        self.recipients = recipients
        self.subject = subject
        self.date = date
        self.id = id
        self.text = text
        self.html = html
        self.references = references
        self.headers = headers
    }

    /// As it goes over the wire but for the doubling of dots: ASCII, lines of at most 998 octets that end with CRLF.
    package func encoded() -> [UInt8] {
        Array((header() + "\r\n" + body()).utf8)
    }

    private func header() -> String {
        let fields: [(String, HeaderText)] = [
            ("From", HeaderText([sender])),
            ("To", HeaderText(recipients)),
            ("Subject", HeaderText(unstructured: subject)),
            ("Date", HeaderText(token: MailDate.text(secondsSince1970: date))),
            ("Message-ID", HeaderText(token: id.description)),
            ("Auto-Submitted", HeaderText(token: "auto-generated")),
            ("MIME-Version", HeaderText(token: "1.0")),
            ("Content-Type", HeaderText(token: "multipart/alternative; boundary=\"\(Self.boundary)\"")),
        ]
        let own = headers.map { ("\($0.name)", HeaderText(unstructured: $0.value)) }
        return (fields + thread + own).map { $1.field(named: $0) }.joined()
    }

    /// RFC 5322 §3.6.4. Servers refuse headers of many lines, so few are named.
    private var thread: [(String, HeaderText)] {
        let ids = references.prefix(Self.mostReferences).map(\.description)
        return ids.isEmpty ? [] : [("In-Reply-To", HeaderText(tokens: ids)), ("References", HeaderText(tokens: ids))]
    }

    private static let mostReferences = 20

    private func body() -> String {
        part(type: "text/plain", text) + part(type: "text/html", html) + "--\(Self.boundary)--\r\n"
    }

    private func part(type: String, _ text: String) -> String {
        let encoding = TransferEncoding(text)
        return """
            --\(Self.boundary)\r
            Content-Type: \(type); charset=utf-8\r
            Content-Transfer-Encoding: \(encoding.name)\r
            \r
            \(encoding.body)\r\n
            """
    }

    /// Neither quoted-printable nor base64 can produce "=_", so no body holds it (RFC 2045 §6.7).
    private static let boundary = "=_lapwing"
}

/// A field beside the usual ones. Its name is a literal in our code.
package struct MailHeader: Sendable, Equatable {
    package let name: StaticString
    package let value: String

    package init(_ name: StaticString, _ value: String) {
        self.name = name
        self.value = value
    }

    package static func == (left: MailHeader, right: MailHeader) -> Bool {
        left.name.description == right.name.description && left.value == right.value
    }
}

/// What tells a message from all others, and the same message sent twice from two.
package struct MessageID: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// - Parameter unique: letters, digits, `.` and `-`; anything else becomes `-`.
    package init(unique: String, domain: String) {
        description = "<\(Self.atom(unique))@\(Self.atom(domain))>"
    }

    private static func atom(_ text: String) -> String {
        String(
            decoding: text.utf8.map { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: ".") ? $0 : UInt8(ascii: "-") },
            as: UTF8.self)
    }
}
