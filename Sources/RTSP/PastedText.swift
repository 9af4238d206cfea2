/// What comes along when a URL is copied from a page, a chat or a file, and is no part of it: blanks and quotes around
/// it, characters that nobody sees, the escapes of HTML and JSON.
enum PastedText {
    /// More than the longest URL with every character escaped as HTML does.
    static let limit = 16_384

    /// The bytes that were meant. Blanks other than U+0020 are that.
    static func bytes(of text: String) -> [UInt8] {
        var scalars = visible(text.unicodeScalars)
        // What was escaped twice is unescaped twice.
        for _ in 0..<3 {
            guard let shorter = unescaped(scalars) else { break }
            scalars = visible(shorter)
        }
        return Array(String(String.UnicodeScalarView(unwrapped(scalars[...]))).utf8)
    }

    // MARK: What nobody sees

    private static func visible(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
        scalars.compactMap { scalar in
            if isBlank(scalar) { return " " }
            return isInvisible(scalar) ? nil : scalar
        }
    }

    /// Byte order marks, zero-width characters, marks of direction, soft hyphens, variation selectors.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x034F, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF:
            true
        default: false
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    // MARK: Escapes

    /// `nil` where nothing is escaped.
    private static func unescaped(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < scalars.count {
            if let (scalar, length) = entity(scalars[index...]) ?? jsonEscape(scalars[index...]) {
                result.append(scalar)
                index += length
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return result.count == scalars.count ? nil : result
    }

    /// `&amp;`, `&#38;`, `&#x26;`.
    private static func entity(_ text: ArraySlice<Unicode.Scalar>) -> (Unicode.Scalar, length: Int)? {
        guard text.first == "&", let end = text.prefix(10).firstIndex(of: ";") else { return nil }
        let name = text[(text.startIndex + 1)..<end]
        guard let scalar = numbered(name) ?? named[String(String.UnicodeScalarView(name))] else { return nil }
        return (scalar, end - text.startIndex + 1)
    }

    private static func numbered(_ name: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let number = String(String.UnicodeScalarView(isHexadecimal ? digits.dropFirst() : digits))
        return UInt32(number, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
    }

    /// Those of HTML for what a URL or a password may hold.
    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "AMP": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "num": "#",
        "commat": "@", "colon": ":", "sol": "/", "bsol": "\\", "quest": "?", "equals": "=", "percnt": "%",
        "lowbar": "_", "excl": "!", "dollar": "$", "plus": "+", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä",
        "Ouml": "Ö",
        "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è", "ccedil": "ç", "ntilde": "ñ",
    ]

    /// `\/` and `\u0026`.
    private static func jsonEscape(_ text: ArraySlice<Unicode.Scalar>) -> (Unicode.Scalar, length: Int)? {
        guard text.first == "\\", text.count >= 2 else { return nil }
        let next = text[text.startIndex + 1]
        if next == "/" { return ("/", 2) }
        guard next == "u", text.count >= 6 else { return nil }
        let digits = String(String.UnicodeScalarView(text.dropFirst(2).prefix(4)))
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map { ($0, 6) }
    }

    // MARK: Wrapping

    private static func unwrapped(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var text = trimmed(text)
        while let first = text.first, let closing = closing[first] {
            text = withoutSentence(text.dropFirst())
            if let last = text.last, closing.contains(last) { text = text.dropLast() }
            text = trimmed(text)
        }
        // `<URL:rtsp://…>` (RFC 3986, appendix C).
        let isNamed = String(String.UnicodeScalarView(text.prefix(8))).lowercased() == "url:rtsp"
        return isNamed ? text.dropFirst(4) : text
    }

    private static let closing: [Unicode.Scalar: [Unicode.Scalar]] = [
        "\"": ["\""], "'": ["'"], "`": ["`", "'"], "´": ["´"], "“": ["”", "“"], "”": ["”"], "„": ["“", "”", "\""],
        "‘": ["’", "‘"], "’": ["’"], "‚": ["‘", "’"], "«": ["»"], "»": ["«"], "‹": ["›"], "›": ["‹"], "<": [">"],
        "＂": ["＂"], "(": [")"], "[": ["]"], "{": ["}"], "「": ["」"],
    ]

    /// What follows a closing quote belongs to the text around it.
    private static func withoutSentence(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var text = trimmed(text)
        while let last = text.last, ",;.".unicodeScalars.contains(last) { text = trimmed(text.dropLast()) }
        return text
    }

    private static func trimmed(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        let isSpace = { (scalar: Unicode.Scalar) in
            scalar == " " || (0x09...0x0D).contains(scalar.value) || [0x85, 0x2028, 0x2029].contains(scalar.value)
        }
        let start = text.firstIndex { !isSpace($0) } ?? text.endIndex
        let end = text.lastIndex { !isSpace($0) } ?? start
        return start < text.endIndex ? text[start...end] : []
    }
}
