/// What was said between us and a mail server, heard line by line. It keeps what an operator wants to know: how far it
/// went, what the server answered last, and which recipients it refused.
struct SMTPDialogue: Sendable, Equatable {
    enum Step: Sendable, Equatable {
        case greeting, hello, startTLS, login, sender, recipient(String), data
        /// The message itself was sent.
        case content
        case other
    }

    struct Reply: Sendable, Equatable {
        /// `250`; 0 for a line without one.
        var code: Int
        /// The code and all lines in one, printable, at most `limit` characters.
        var text: String

        static let limit = 300

        var isRefusal: Bool { code >= 400 }
        /// RFC 5321 §4.2.1: 4yz may pass later, 5yz will not.
        var isTransient: Bool { (400..<500).contains(code) }
    }

    private(set) var step = Step.greeting
    /// The last complete reply to `step`, where there is one.
    private(set) var reply: Reply?
    /// The last reply with a code of 400 or more, and to what.
    private(set) var refusal: (step: Step, reply: Reply)?
    /// Each that was named, with the answer.
    private(set) var recipients: [(address: String, reply: Reply)] = []
    /// The ways to log in that the server offers (RFC 4954 §3).
    private(set) var logins: [String] = []
    private var unfinished: Reply?
    private var hasQuit = false

    /// Whether the message was on its way and the server's word on it is missing.
    var isUnanswered: Bool { step == .content && reply == nil }

    var refusedRecipients: [(address: String, reply: Reply)] { recipients.filter(\.reply.isRefusal) }

    /// Whether the server took the message.
    var isTaken: Bool { step == .content && (200..<300).contains(reply?.code ?? 0) }

    /// The refusal that ended it: of what was asked last, of the login, or of everything (421).
    var lastWord: (step: Step, reply: Reply)? {
        refusal.flatMap { $0.step == step || $0.step == .login || $0.reply.code == 421 ? $0 : nil }
    }

    static func == (left: SMTPDialogue, right: SMTPDialogue) -> Bool {
        left.step == right.step && left.reply == right.reply
    }

    /// A line of ours. Only its verb and a recipient are kept: what follows `AUTH` is secret.
    mutating func sent(_ line: some Collection<UInt8>) {
        let line = line.prefix { !$0.endsLine }
        let word = line.prefix(10).prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ":") }
        let verb = String(decoding: word, as: UTF8.self).uppercased()
        // What was said before a goodbye is what it is about.
        hasQuit = hasQuit || verb == "QUIT"
        if hasQuit { return }
        step =
            switch verb {
            case "EHLO", "HELO": .hello
            case "STARTTLS": .startTLS
            case "MAIL": .sender
            case "RCPT": .recipient(Self.path(in: Array(line)))
            case "DATA": .data
            case "AUTH": .login
            // Between AUTH and the server's verdict the lines are answers to its challenges.
            default: step == .login && (reply?.code ?? 0) / 100 == 3 ? .login : .other
            }
        reply = nil
        if step == .hello { logins = [] }
    }

    /// A line of the server's. RFC 5321 §4.2.1: `250-` goes on, `250 ` ends the reply.
    ///
    /// What is kept of it is ASCII: a server may send tens of kilobytes of combining marks, which `String` would put in
    /// order before it compares them.
    mutating func received(_ line: some Collection<UInt8>) {
        if hasQuit { return }
        let line = String(decoding: line.printableExcerpt(Reply.limit), as: UTF8.self)
        var reply = unfinished ?? Reply(code: Int(line.prefix(3)) ?? 0, text: String(line.prefix(3)))
        reply.text = String((reply.text + " " + line.dropFirst(4)).prefix(Reply.limit))
        if step == .hello { noteLogins(in: line.dropFirst(4)) }
        let goesOn = line.dropFirst(3).first == "-"
        unfinished = goesOn ? reply : nil
        if !goesOn { finish(reply) }
    }

    private mutating func finish(_ reply: Reply) {
        self.reply = reply
        if case .recipient(let address) = step { recipients.append((address, reply)) }
        if reply.isRefusal {
            refusal = (step, reply)
        } else if step == .data, reply.code / 100 == 3 {
            step = .content
            self.reply = nil
        }
    }

    /// `AUTH PLAIN LOGIN`, or `AUTH=PLAIN LOGIN` as it was before there was a standard.
    private mutating func noteLogins(in line: Substring) {
        let words = line.split { $0 == " " || $0 == "=" }
        guard words.first?.uppercased() == "AUTH" else { return }
        logins = words.dropFirst().prefix(Self.loginLimit).map { String($0.prefix(20)).uppercased() }
    }

    private static let loginLimit = 12

    /// What stands between `<` and `>`.
    private static func path(in line: [UInt8]) -> String {
        let path = line.drop { $0 != UInt8(ascii: "<") }.dropFirst().prefix { $0 != UInt8(ascii: ">") }
        return String(decoding: path, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var endsLine: Bool { self == UInt8(ascii: "\r") || self == UInt8(ascii: "\n") }
}

extension Collection<UInt8> {
    /// One line of printable ASCII, each octet of anything else replaced by `?`, and no longer than `limit`.
    fileprivate func printableExcerpt(_ limit: Int) -> [UInt8] {
        prefix(limit).prefix { !$0.endsLine }.map { (32...126).contains($0) ? $0 : UInt8(ascii: "?") }
    }
}
