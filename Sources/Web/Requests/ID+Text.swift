package import Monitoring

extension ID {
    /// Reads an id as we write it: digits alone, and no zero before them.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), !text.hasPrefix("0"),
            let number = Int64(text)
        else { return nil }
        self.init(number)
    }
}
