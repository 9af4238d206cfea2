/// Which characters a client's text may hold: as it is checked, and as a pattern tells it.
package enum TextRule: Sendable {
    /// One line, without the white space around it.
    case line
    /// Several lines, without the white space around them.
    case lines
    /// One line, taken as it is.
    case exactLine
    /// A password or a key, taken as it is; but for a NUL, at which much that it is handed to would cut it.
    case secret

    /// - Returns: `nil` for a text that holds what it must not.
    package func clean(_ text: String) -> String? {
        switch self {
        case .line: Self.isLine(text.trimmed) ? text.trimmed : nil
        case .lines: text.trimmed.unicodeScalars.allSatisfy { !$0.isControl || $0.isLineText } ? text.trimmed : nil
        case .exactLine: Self.isLine(text) ? text : nil
        case .secret: text.utf8.contains(0) ? nil : text
        }
    }

    /// What is wrong with a text that is not clean.
    package var complaint: String {
        switch self {
        case .line, .lines, .exactLine: "Must not hold control characters"
        case .secret: "Must not hold a NUL character"
        }
    }

    private static func isLine(_ text: String) -> Bool { !text.unicodeScalars.contains(where: \.isControl) }

    /// All clean texts, and no other: the syntax is what ECMA-262, Python and others have in common.
    /// - Parameter allowsEmpty: whether nothing may be left.
    package func pattern(allowsEmpty: Bool) -> String {
        let (space, control) = (Pattern.space, Pattern.control)
        let lineText = control.replacing(#"\x00-\x1F"#, with: #"\x00-\x08\x0B\x0C\x0E-\x1F"#)
        let visible = "[^\(control)\(space)]"
        return switch self {
        case .line: "^[\(space)]*\(allowsEmpty ? "" : visible)[^\(control)]*[\(space)]*$"
        case .lines: "^[\(space)]*\(allowsEmpty ? "" : visible)[^\(lineText)]*[\(space)]*$"
        case .exactLine: "^[^\(control)]*$"
        case .secret: #"^[^\x00]*$"#
        }
    }
}

/// Parts of patterns, such as stand between `[` and `]`.
package enum Pattern {
    /// What `trimmed` takes away: Unicode's White_Space.
    package static let space = #"\t-\r \x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"#
    /// What `isControl` says.
    package static let control = #"\x00-\x1F\x7F-\x9F\u2028\u2029"#

    /// `inner`, or nothing, with white space around it.
    package static func optional(_ inner: String) -> String { "^[\(space)]*(\(inner))?[\(space)]*$" }
}

extension Unicode.Scalar {
    fileprivate var isLineText: Bool { self == "\n" || self == "\r" || self == "\t" }
}
