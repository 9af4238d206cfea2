/// A JSON text, written where its shape is decided.
indirect enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Int64)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(_ text: String?) { self = text.map(JSON.string) ?? .null }

    init(_ number: Int64?) { self = number.map(JSON.number) ?? .null }

    /// In UTF-8, the keys of an object in alphabetical order.
    var octets: [UInt8] {
        var octets: [UInt8] = []
        write(to: &octets)
        return octets
    }

    private func write(to octets: inout [UInt8]) {
        switch self {
        case .null: octets += "null".utf8
        case .bool(let value): octets += (value ? "true" : "false").utf8
        case .number(let number): octets += String(number).utf8
        case .string(let text): Self.write(text, to: &octets)
        case .array(let elements):
            Self.write(elements, in: "[]", to: &octets) { $0.write(to: &$1) }
        case .object(let members):
            Self.write(members.sorted { $0.key < $1.key }, in: "{}", to: &octets) { member, octets in
                Self.write(member.key, to: &octets)
                octets.append(UInt8(ascii: ":"))
                member.value.write(to: &octets)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], in brackets: StaticString, to octets: inout [UInt8],
        _ write: (Element, inout [UInt8]) -> Void
    ) {
        octets.append(brackets.utf8Start[0])
        for (index, element) in elements.enumerated() {
            if index > 0 { octets.append(UInt8(ascii: ",")) }
            write(element, &octets)
        }
        octets.append(brackets.utf8Start[1])
    }

    /// RFC 8259 §7.
    private static func write(_ text: String, to octets: inout [UInt8]) {
        octets.append(UInt8(ascii: "\""))
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): octets += [UInt8(ascii: "\\"), octet]
            case UInt8(ascii: "\n"): octets += "\\n".utf8
            case 0..<0x20:
                octets += "\\u00".utf8
                octets += [octet >> 4, octet & 15].map { $0 < 10 ? 0x30 + $0 : 0x57 + $0 }
            default: octets.append(octet)
            }
        }
        octets.append(UInt8(ascii: "\""))
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral text: String) { self = .string(text) }
    init(integerLiteral number: Int64) { self = .number(number) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    init(dictionaryLiteral members: (String, JSON)...) { self = .object(Dictionary(members) { _, last in last }) }
}
