extension String {
    /// Fit to be shown: devices name themselves, so what could move the reader's cursor or turn the direction of writing
    /// is left out, white space is one space, and what is over `limit` characters is cut.
    func displayed(limit: Int) -> String {
        let words = unicodeScalars.filter { !$0.isInvisibleControl }.split { $0.properties.isWhitespace }
        let text = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        return text.count <= limit ? text : text.prefix(limit - 1) + "…"
    }
}

extension Unicode.Scalar {
    /// Control and format characters but white space and the joiners that scripts and emoji need.
    fileprivate var isInvisibleControl: Bool {
        switch properties.generalCategory {
        case .control: !properties.isWhitespace
        case .format: value != 0x200C && value != 0x200D
        default: false
        }
    }
}
