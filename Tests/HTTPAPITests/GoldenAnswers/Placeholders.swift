import TestKit

/// Stands in for what differs from run to run. Equal values get equal placeholders, in the order in which they are met,
/// so that a text still says which of them are the same.
struct Placeholders {
    private var names: [String: String] = [:]
    private var counts: [String: Int] = [:]

    /// What the manual clock says stays as it is; only the time of this machine goes.
    private static var time: Regex<(Substring, Substring?)> {
        /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z/
    }
    private static var token: Regex<Substring> { /eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/ }
    private static var task: Regex<Substring> { /[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}/ }

    mutating func normalize(_ text: String) -> String {
        var text = text
        for match in text.matches(of: Self.time).reversed() where !match.output.0.hasPrefix(ManualClock.goldenYear) {
            text.replaceSubrange(match.range, with: "<time>")
        }
        text = replace(Self.token, by: "token", in: text)
        return replace(Self.task, by: "task", in: text)
    }

    private mutating func replace(_ pattern: Regex<Substring>, by kind: String, in text: String) -> String {
        var rest = Substring(text)
        var result = ""
        while let match = rest.firstMatch(of: pattern) {
            result += rest[..<match.range.lowerBound] + name(of: String(match.output), kind)
            rest = rest[match.range.upperBound...]
        }
        return result + rest
    }

    private mutating func name(of value: String, _ kind: String) -> String {
        if let known = names[value] { return known }
        // An id in capitals is the same one.
        if let known = names[value.lowercased()] { return known.uppercased() }
        counts[kind, default: 0] += 1
        let name = "<\(kind) \(counts[kind] ?? 0)>"
        names[value] = name
        return name
    }
}
