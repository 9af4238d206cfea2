/// What the values of an object are and how to show them: the SYNTAX and UNITS of its definition, with those of its textual
/// convention (RFC 2578 §7, RFC 2579).
public struct ObjectSyntax: Sendable, Hashable {
    /// The type of the SMI that a value has on the wire.
    public enum Base: String, Sendable, Hashable {
        /// A number, or one of an enumeration.
        case integer = "INTEGER"
        /// A number of 32 bits with a sign.
        case integer32 = "Integer32"
        /// A number of 32 bits without a sign.
        case unsigned32 = "Unsigned32"
        /// A level.
        case gauge32 = "Gauge32"
        /// Counts up and wraps at 2³².
        case counter32 = "Counter32"
        /// Counts up and wraps at 2⁶⁴.
        case counter64 = "Counter64"
        /// Hundredths of a second.
        case timeTicks = "TimeTicks"
        /// Bytes.
        case octets = "OCTETS"
        /// Bits with names, the first the highest of the first byte.
        case bits = "BITS"
        /// An object identifier.
        case oid = "OID"
        /// Four bytes.
        case ipAddress = "IpAddress"
        /// Anything, in practice Net-SNMP's floating-point numbers.
        case opaque = "Opaque"
    }

    /// The type on the wire.
    public private(set) var base: Base
    /// The textual convention: `TruthValue`; `nil` if it has none that says more than the type.
    public private(set) var convention: String?
    /// How many bytes a value has, if the definition allows one size only.
    public private(set) var size: Int?
    /// How to show a value.
    public private(set) var hint: DisplayHint?
    /// What each number, or bit by position, means.
    public private(set) var labels: [Int64: String] = [:]
    /// In what it is measured, in the words of the module: `milliseconds`.
    public private(set) var units: String?

    /// `- TYPE(SIZE) 'HINT' {NAME=NUMBER …} "UNITS"`, of which all but the type may be missing.
    init?(_ definition: Substring) {
        var rest = definition.drop { $0 == "-" || $0 == " " }
        let name = rest.prefix { $0 != " " && $0 != "(" }
        guard !name.isEmpty else { return nil }
        rest = rest.dropFirst(name.count)
        if let base = Base(rawValue: String(name)) {
            self.base = base
        } else {
            guard let found = Self.conventions[String(name)] else { return nil }
            self = found
            convention = String(name)
        }
        if rest.first == "(" {
            size = Int(rest.dropFirst().prefix { $0 != ")" })
            rest = rest.drop { $0 != ")" }.dropFirst()
        }
        while let mark = rest.first {
            rest = rest.dropFirst()
            let end: Character = mark == "{" ? "}" : mark
            guard mark == "'" || mark == "\"" || mark == "{" else { continue }
            let content = rest.prefix { $0 != end }
            rest = rest.dropFirst(content.count + 1)
            switch mark {
            case "'": hint = DisplayHint(content)
            case "{": labels = Self.labels(content)
            default: units = String(content)
            }
        }
    }

    private static func labels(_ text: Substring) -> [Int64: String] {
        let pairs = text.split(separator: " ").compactMap { pair -> (Int64, String)? in
            let parts = pair.split(separator: "=")
            guard parts.count == 2, let number = Int64(parts[1]) else { return nil }
            return (number, String(parts[0]))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// The textual conventions by name; each is defined by types of the SMI alone.
    static let conventions: [String: ObjectSyntax] = {
        let pairs = MIBModule.textualConventions.text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 2)
            return fields.count == 3 ? ObjectSyntax(fields[2]).map { (String(fields[0]), $0) } : nil
        }
        return Dictionary(pairs) { first, _ in first }
    }()

    /// The number that a label means.
    public func number(of label: String) -> Int64? {
        labels.first { $0.value == label }?.key
    }
}
