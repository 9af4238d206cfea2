/// Some makers put user and password into the path or the query: `/user=admin_password=x_channel=1.sdp`,
/// `?usr=a&pwd=b`, `/11?authbasic=…`, `/0/admin:x/main`. They are secrets like those before the `@`.
extension RTSPURL {
    /// What stands for a secret in a URL that people see.
    public static let mask = "•••"

    /// Whether path or query hold a secret.
    public var holdsSecrets: Bool { !secrets.isEmpty }

    /// Whether the URL was copied from where its secrets are not shown.
    public var hasMasks: Bool { secrets.contains(where: \.isMask) }

    /// The path and query for people.
    public var maskedTarget: String { replacingSecrets { _ in Self.mask } }

    /// The URL with the secrets of `stored` in the place of its masks: people send back what they were shown.
    ///
    /// Throws ``RTSPError`` with the code ``RTSPError/Code/malformedURL`` where `stored` is of another host, or has no
    /// such secret: then only the person knows what belongs there.
    public func restoringSecrets(of stored: RTSPURL?) throws(RTSPError) -> RTSPURL {
        guard hasMasks else { return self }
        guard let stored, stored.hostKey == hostKey else { throw hiddenSecret }
        var known: [Place: String] = [:]
        for secret in stored.secrets where !secret.isMask { known[secret.place] = secret.value }
        guard secrets.allSatisfy({ !$0.isMask || known[$0.place] != nil }) else { throw hiddenSecret }
        let target = replacingSecrets { secret in secret.isMask ? known[secret.place] ?? "" : secret.value }
        return RTSPURL(
            scheme: scheme, host: host, explicitPort: explicitPort, target: target, credentials: credentials,
            password: password)
    }

    private var hiddenSecret: RTSPError {
        .malformedURL(
            "The stream's URL shows \(Self.mask) where a password stood. Write the password itself into its place.")
    }

    // MARK: Where they are

    /// Which secret of a URL: the first `password`, the second one.
    private struct Place: Hashable {
        /// Lower-case; empty for one without a name.
        var name: String
        var number: Int
    }

    private struct SecretValue {
        var place: Place
        /// Of the target's bytes.
        var range: Range<Int>
        var value: String
        var isMask: Bool { maskTexts.contains(value) }
    }

    private var secrets: [SecretValue] {
        var counts: [String: Int] = [:]
        let bytes = Array(target.utf8)
        return secretRanges(in: bytes, password: password).map { name, range in
            let number = counts[name, default: 0]
            counts[name] = number + 1
            return SecretValue(
                place: Place(name: name, number: number), range: range,
                value: String(decoding: bytes[range], as: UTF8.self))
        }
    }

    private func replacingSecrets(_ replacement: (SecretValue) -> String) -> String {
        var text: [UInt8] = []
        let bytes = Array(target.utf8)
        var position = 0
        for secret in secrets {
            text += bytes[position..<secret.range.lowerBound] + Array(replacement(secret).utf8)
            position = secret.range.upperBound
        }
        return String(decoding: text + bytes[position...], as: UTF8.self)
    }

    /// Whether what would follow the target belongs to a secret.
    var endsInSecret: Bool { secrets.last?.range.upperBound == target.utf8.count }

    /// The target without its secrets: what tells one stream of a host from another.
    var targetWithoutSecrets: String { replacingSecrets { _ in "" } }
}

/// The mask as it stands in a target, where all but ASCII is escaped.
private let maskTexts: Set<String> = ["%E2%80%A2%E2%80%A2%E2%80%A2", "%e2%80%a2%e2%80%a2%e2%80%a2"]

/// The values that are secret, in their order, with the names they have.
private func secretRanges(in target: [UInt8], password: String?) -> [(name: String, range: Range<Int>)] {
    let queryBegins = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
    let path = Field.all(in: target[..<queryBegins], isPath: true)
    let query = Field.all(in: target[min(queryBegins + 1, target.endIndex)...], isPath: false)
    let namesUser = (path + query).contains { userNames.contains($0.name) }
    return (path + query).compactMap { field in
        secretRange(of: field, in: target, password: password, namesUser: namesUser).map { (field.name, $0) }
    }
}

private func secretRange(
    of field: Field, in target: [UInt8], password: String?, namesUser: Bool
) -> Range<Int>? {
    let value = target[field.value]
    if namesSecret(field.name) || (field.name == "p" && namesUser) { return field.value }
    if maskTexts.contains(String(decoding: value, as: UTF8.self)) { return field.value }
    if let password, password.utf8.count >= 4, percentDecodedBytes(value) == Array(password.utf8) {
        return field.value
    }
    // `/0/admin:12345/main`: a login as one part of the path.
    guard field.name.isEmpty, let colon = value.firstIndex(of: UInt8(ascii: ":")),
        userNames.contains(lowercasedText(value[..<colon]))
    else { return nil }
    return (colon + 1)..<field.value.upperBound
}

/// A part of a path or a query: `name=value`, or a value alone.
private struct Field {
    /// Lower-case.
    var name: String
    var value: Range<Int>

    /// Where `=` and `&` came escaped, and only then, they divide as well.
    static func all(in text: ArraySlice<UInt8>, isPath: Bool) -> [Field] {
        let isEscaped = !text.contains(UInt8(ascii: "="))
        let signs = Sign.all(in: text, unescaping: isEscaped)
        var fields: [Field] = []
        var start = signs.startIndex
        for index in signs.indices where isDivider(signs, index, isPath: isPath) {
            fields.append(Field(signs[start..<index]))
            start = index + 1
        }
        fields.append(Field(signs[start...]))
        return fields
    }

    private init(_ signs: ArraySlice<Sign>) {
        let equals = signs.firstIndex { $0.byte == UInt8(ascii: "=") }
        name = equals.map { lowercasedText(signs[..<$0].map(\.byte)) } ?? ""
        let rest = signs[(equals.map { $0 + 1 } ?? signs.startIndex)...]
        let begin = rest.first?.range.lowerBound ?? signs.last?.range.upperBound ?? 0
        value = begin..<(rest.last?.range.upperBound ?? begin)
    }

    private static func isDivider(_ signs: [Sign], _ index: Int, isPath: Bool) -> Bool {
        switch signs[index].byte {
        case UInt8(ascii: "&"), UInt8(ascii: ";"): true
        case UInt8(ascii: "/"): isPath
        case UInt8(ascii: "_"): beginsUnderscoredField(signs[(index + 1)...])
        default: false
        }
    }

    /// `_channel=`: passwords hold `_` too, so only names that stand there in the field divide.
    private static func beginsUnderscoredField(_ signs: ArraySlice<Sign>) -> Bool {
        let name = signs.prefix(16).prefix { $0.byte != UInt8(ascii: "=") }
        guard name.endIndex < signs.endIndex, signs[name.endIndex].byte == UInt8(ascii: "=") else { return false }
        return underscoredNames.contains(lowercasedText(name.map(\.byte)))
    }
}

/// One byte of a text, and where it stands there.
private struct Sign {
    var byte: UInt8
    var range: Range<Int>

    static func all(in text: ArraySlice<UInt8>, unescaping: Bool) -> [Sign] {
        var signs: [Sign] = []
        var index = text.startIndex
        while index < text.endIndex {
            let length = unescaping && escapedByte(text[index...]) != nil ? 3 : 1
            let byte = length == 3 ? escapedByte(text[index...]) ?? 0 : text[index]
            signs.append(Sign(byte: byte, range: index..<(index + length)))
            index += length
        }
        return signs
    }
}

private let underscoredNames: Set<String> = [
    "user", "username", "usr", "password", "passwd", "pass", "pwd", "channel", "chn", "ch", "stream", "subtype",
    "streamtype", "type", "proto", "unicast",
]

/// The users that cameras have when they leave the factory.
let userNames: Set<String> = [
    "admin", "administrator", "root", "user", "username", "usr", "guest", "operator", "viewer", "service",
    "supervisor", "default", "ubnt", "system", "888888", "666666", "u",
]

private func namesSecret(_ name: String) -> Bool {
    guard name.utf8.count <= 64 else { return false }
    if ["pw", "u", "pin", "sig", "usr"].contains(name) { return true }
    if name.hasSuffix("key") || name.hasSuffix("pw") { return true }
    return secretWords.contains { name.contains($0) } && !name.contains("author")
}

private let secretWords = [
    "user", "usr", "login", "account", "pass", "pwd", "psw", "token", "auth", "secret", "credential", "signature",
    "senha", "kennwort", "clave", "mdp",
]

private func lowercasedText(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes.map(asciiLowercased), as: UTF8.self)
}

private func percentDecodedBytes(_ text: ArraySlice<UInt8>) -> [UInt8] {
    Sign.all(in: text, unescaping: true).map(\.byte)
}
