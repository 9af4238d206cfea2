/// How a user of SNMPv3 authenticates (RFC 3414, RFC 7860). The raw value is what is stored and told.
package enum SNMPAuthentication: String, CaseIterable, Sendable {
    case md5 = "MD5"
    case sha = "SHA"
    case sha224 = "SHA224"
    case sha256 = "SHA256"
    case sha384 = "SHA384"
    case sha512 = "SHA512"

    /// As devices, manuals and other programs write it: `sha256`, `SHA-256`, `SHA2-256`, `HMAC-SHA-256`, `SHA1`.
    package init?(written text: String) {
        guard let word = SNMPSpelling.word(text), let known = Self.spellings[word] else { return nil }
        self = known
    }

    private static let spellings: [String: Self] = SNMPSpelling.table([
        .md5: ["md5", "hmacmd5", "hmacmd596", "usmhmacmd5authprotocol"],
        .sha: ["sha", "sha1", "hmacsha", "hmacsha1", "hmacsha96", "hmacsha196", "usmhmacshaauthprotocol"],
        .sha224: longer("224", sent: "128"), .sha256: longer("256", sent: "192"), .sha384: longer("384", sent: "256"),
        .sha512: longer("512", sent: "384"),
    ])

    /// - Parameter sent: the bits of it that are sent, which its name in RFC 7860 holds.
    private static func longer(_ bits: String, sent: String) -> [String] {
        ["sha\(bits)", "sha2\(bits)", "hmacsha\(bits)", "hmacsha2\(bits)", "usmhmac\(sent)sha\(bits)authprotocol"]
    }
}

/// How a user of SNMPv3 encrypts (RFC 3414, RFC 3826, and the longer AES keys that vendors agree on). The raw value is what
/// is stored and told.
package enum SNMPPrivacy: String, CaseIterable, Sendable {
    case des = "DES"
    case aes = "AES"
    case aes192 = "AES192"
    case aes256 = "AES256"

    /// As devices, manuals and other programs write it: `aes`, `AES-128`, `aes128`, `CFB128-AES-128`, `AES256C`.
    package init?(written text: String) {
        guard let word = SNMPSpelling.word(text), let known = Self.spellings[word] else { return nil }
        self = known
    }

    private static let spellings: [String: Self] = SNMPSpelling.table([
        .des: ["des", "descbc", "cbcdes", "des56", "usmdesprivprotocol"],
        .aes: ["aes", "aescfb", "usmaescfb128protocol"] + sized("128"), .aes192: sized("192"), .aes256: sized("256"),
    ])

    private static func sized(_ bits: String) -> [String] {
        ["aes\(bits)", "aes\(bits)c", "aes\(bits)cfb", "cfbaes\(bits)", "cfb128aes\(bits)", "aescfb\(bits)"]
    }
}

extension SNMPAccess.Version {
    /// As devices, manuals and other programs write it: `2c`, `v2c`, `2`, `SNMPv2c`, `V3`.
    package init?(written text: String) {
        guard var word = SNMPSpelling.word(text) else { return nil }
        if word.hasPrefix("snmp") { word.removeFirst(4) }
        if word.hasPrefix("v") { word.removeFirst() }
        switch word {
        case "1": self = .v1
        case "2", "2c": self = .v2c
        case "3": self = .v3
        case "none": self = .none
        default: return nil
        }
    }
}

/// One set of spellings, for the API, the command line and whatever else takes them.
enum SNMPSpelling {
    private static let longest = 40

    /// Its letters in lower case and its digits, without what people put between them; `nil` where there is anything else.
    static func word(_ text: String) -> String? {
        var word = ""
        guard text.utf8.count <= longest else { return nil }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                word.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: " "): continue
            default: return nil
            }
        }
        return word
    }

    static func table<Name: Hashable>(_ spellings: [Name: [String]]) -> [String: Name] {
        spellings.reduce(into: [:]) { table, entry in
            for word in entry.value { table[word] = entry.key }
        }
    }
}
