import Monitoring
import TestKit
import Testing
import Web

@testable import HTTPAPI

/// The patterns of texts, against what is done with texts.
@Suite struct DescribedTextsTests {
    @Test func `every text that a client may send has a pattern, or a format that says all`() async throws {
        let fixture = try await TestAPI.make()
        for operation in fixture.api.operations {
            for parameter in operation.parameters {
                #expect(
                    parameter.schema.openTexts(at: parameter.name) == [],
                    "\(operation.identifier)")
            }
            #expect((operation.body?.openTexts(at: "") ?? []) == [], "\(operation.identifier)")
        }
    }

    static let corpus: [String] = {
        let hosts = [
            "10.0.0.1", "10.0.0.1.", "0.0.0.0", "192.0.2.256", "cam", "cam.example.org.", "a_b.example", "-a", "a..b",
            "1",
            "0x7f", "2001:db8::1", "[2001:db8::1]", "fe80::1%eth0", "fe80::1%25eth0", "::ffff:10.0.0.1", "[::1", "a:1",
            "müller.example", "例え.テスト", "１０.0.0.1", "a/b", "a b", "\u{200B}cam\u{FEFF}", "xn--mller-kva", "ä..b",
            String(repeating: "a", count: 63) + ".b", String(repeating: "a", count: 64),
        ]
        let urls =
            hosts.flatMap { ["rtsp://\($0)/live", "https://\($0)/x"] } + [
                "RTSPS://u:p@10.0.0.1:554/a?b#c", #"rtsp:\/\/10.0.0.1\/"#, "rtsp&#58;//10.0.0.1/", "rts\u{AD}p://cam/ü",
                #"\u0072tsp://cam/"#, "<rtsp://cam/>", #"rtsp:\\cam\live"#, "rtsp+tcp://cam", "rtspu://cam",
                "URL:rtsp://cam/",
                "rtsp:/cam", "rtsp", "http://10.0.0.1", "HTTP://a.example:80/p/", "http://[::1]:5000", "https://a?b",
                "https://hooks.example.org/T0/B0?x=y", "http://127.0.0.1/x", "https://u@a/",
            ]
        let others = [
            "", " ", "x", "a@b", "a.b+c@example.org", "jörg@bücher.example", "a@b@c", "<a@b>", "Ops <a@b.example>",
            "a@ b",
            "a@b,c@d", "a@b, c@d ,", ",", "a@b c@d", "o'hara`@example.com", "[192.0.2.1]", "[IPv6:2001:db8::1]",
            "IPv6:::1",
            "Europe/Berlin", "utc", "CET", "Etc/GMT+2", "../UTC", "Z", "00:00", "23:59", "24:00", "1:00", "12:60",
            "１２:00",
            "a\nb", "a\tb", "a\r\nb", "a\u{0}", "a\u{85}b", "a\u{2028}b", "a\u{7F}", "é", "e\u{301}",
            "\u{1F469}\u{200D}",
            "passphrase", "public",
        ]
        let plain = hosts + urls + others
        return plain
            + plain.flatMap {
                ["\n\($0)\t", "\u{2028}\($0)\u{3000}\u{85}", "\u{0}\($0)", "\($0)\u{1F}", "\u{A0}\($0)"]
            }
    }()

    /// Of small pieces of what fields hold, in any order.
    private static let scrambled: [String] = {
        let pieces = [
            "a", "0", "10", ".", ":", "-", "_", "@", "/", "//", "rtsp", "http", "s", "[", "]", "%", "&", ";", "\\", ",",
            "<", ">",
            " ", "\n", "\u{0}", "\u{85}", "\u{2028}", "\u{A0}", "\u{AD}", "ü", "例", "\u{301}", "\u{1F469}", "::",
            "fe80", "eth0",
        ]
        var generator = Seeded(11)
        return (0..<400).map { _ in
            (0..<Int.random(in: 0..<9, using: &generator)).map { _ in
                pieces[Int.random(in: pieces.indices, using: &generator)]
            }
            .joined()
        }
    }()

    @Test(arguments: ["DeviceChange", "CameraChange", "SettingsChange", "NewAlert", "SNMPv3Change"])
    func `what is taken is of its pattern`(name: String) {
        guard case .object(let properties)? = API.schemasByName[name] else {
            Issue.record("no \(name)")
            return
        }
        var taken: [String: Int] = [:]
        for property in properties where property.schema.isOfTexts {
            for text in Self.corpus + Self.scrambled
            where Self.takes(JSONValue.Member(property.name, .string(text)), as: name) {
                taken[property.name, default: 0] += 1
                #expect(
                    property.schema.withoutLengths.problems(with: .string(text)) == [],
                    "\(property.name): \(text.debugDescription)")
            }
        }
        for property in properties where property.schema.isOfTexts {
            #expect(taken[property.name] != nil, "\(property.name)")
        }
    }

    @Test func `an address of email that is taken is of its pattern, and what is not is not`() {
        for text in Self.corpus + Self.scrambled {
            var body = JSONBody([.init("email", .string(text))])
            let isTaken = body.email().value != nil
            let isDescribed = Schema.email.withoutLengths.problems(with: .string(text)).isEmpty
            #expect(!isTaken || isDescribed, "\(text.debugDescription)")
        }
    }

    @Test(arguments: [TextRule.line, .lines, .exactLine, .secret], [true, false])
    func `a pattern takes what its rule takes, and nothing else`(rule: TextRule, allowsEmpty: Bool) {
        let blanks = (0..<0x110000).compactMap(Unicode.Scalar.init).filter {
            $0.properties.isWhitespace || $0.isControl
        }
        let around = blanks.flatMap { ["\($0)", "a\($0)b", "\($0)a", "a\($0)", "\($0)\na\n\($0)"] }
        for text in Self.corpus + Self.scrambled + around {
            let cleaned = rule.clean(text)
            let needsText = !allowsEmpty && (rule == .line || rule == .lines)
            let isTaken = cleaned.map { !needsText || !$0.isEmpty } ?? false
            #expect(text.matches(rule.pattern(allowsEmpty: allowsEmpty)) == isTaken, "\(text.debugDescription)")
        }
    }

    @Test func `a time of day is of its pattern, and nothing else is`() throws {
        let pattern = try #require(Schema.timeOfDay.pattern)
        for text in Self.corpus {
            let isTaken = Self.takes(.init("daily_summary_at", .string(text)), as: "SettingsChange")
            #expect(text.matches(pattern) == isTaken, "\(text.debugDescription)")
        }
    }

    @Test func `more than a list may hold is refused, as it is described`() {
        let tags = (0...50).map { JSONValue.string("t\($0)") }
        for count in [50, 51] {
            let value = JSONValue.array(Array(tags.prefix(count)))
            #expect(Self.takes(.init("tags", value), as: "DeviceChange") == (count == 50))
            #expect(Schema.tags.problems(with: value).isEmpty == (count == 50))
        }
    }

    /// Whether a form takes this field.
    private static func takes(_ member: JSONValue.Member, as name: String) -> Bool {
        var body = JSONBody([member])
        switch name {
        case "DeviceChange": return (try? DeviceForm.change(body)) != nil
        case "CameraChange": return (try? CameraForm.change(body)) != nil
        case "SettingsChange": return (try? SettingsForm(body)) != nil
        case "NewAlert":
            return (try? AlertForm(JSONBody([.init("message", "x")].filter { $0.name != member.name } + [member])))
                != nil
        default:
            _ = SNMPv3Form(&body)
            return body.errors.isEmpty
        }
    }
}

extension Schema {
    var pattern: String? {
        if case .string(_, let pattern, _, _, _) = self { pattern } else { nil }
    }

    /// Texts of which neither a pattern nor a list nor a standard's format says what they may be.
    fileprivate func openTexts(at path: String) -> [String] {
        switch self {
        case .string(let format, let pattern, _, let choices, _):
            pattern != nil || !choices.isEmpty || ["date-time", "date", "uuid"].contains(format) ? [] : [path]
        case .array(let element, _), .nullable(let element), .map(let element): element.openTexts(at: path)
        case .either(let schemas): schemas.flatMap { $0.openTexts(at: path) }
        case .object(let properties): properties.flatMap { $0.schema.openTexts(at: "\(path).\($0.name)") }
        case .reference(let name): API.schemasByName[name]?.openTexts(at: path) ?? []
        case .integer, .number, .numberWithin, .boolean, .anyObject: []
        }
    }

    /// White space around a text is taken away before it is measured.
    fileprivate var withoutLengths: Schema {
        switch self {
        case .string(let format, let pattern, _, let choices, let fallback):
            .string(format: format, pattern: pattern, oneOf: choices, default: fallback)
        case .nullable(let schema): .nullable(schema.withoutLengths)
        case .either(let schemas): .either(schemas.map(\.withoutLengths))
        default: self
        }
    }

    fileprivate var isOfTexts: Bool {
        switch self {
        case .string(_, let pattern, _, _, _): pattern != nil
        case .nullable(let schema): schema.isOfTexts
        case .either(let schemas): schemas.contains(where: \.isOfTexts)
        default: false
        }
    }
}
