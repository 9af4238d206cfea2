import Monitoring
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct RequestBodyTests {
    private func body(_ json: String) throws -> JSONBody {
        guard case .object(let members) = try JSONParser.parse(json) else {
            throw JSONSyntaxError(description: "no object")
        }
        return JSONBody(members)
    }

    @Test func `absent, null, wrong and right are told apart`() throws {
        var body = try body(#"{"null": null, "wrong": 1, "right": " x ", "empty": ""}"#)
        #expect(body.string("absent") == .absent && body.string("null") == .null && body.string("wrong") == .invalid)
        #expect(body.string("right") == .value("x") && body.string("empty") == .value(""))
        #expect(body.errors == [FieldError("wrong", "Must be a text")])
    }

    @Test func `a put keeps what is absent and clears what is null`() throws {
        var body = try body(#"{"vendor": null, "tags": null, "name": "new"}"#)
        var vendor: String? = "old"
        var location: String? = "old"
        var tags = ["old"]
        var name = "old"
        body.string("vendor").set(&vendor)
        body.string("location").set(&location)
        body.strings("tags").set(&tags, default: [])
        body.string("name").set(&name, default: "")
        #expect(vendor == nil && location == "old" && tags.isEmpty && name == "new")
    }

    static let wrong: [(String, @Sendable (inout JSONBody) -> Void)] = [
        (#"{"x": 1}"#, { _ = $0.string("x") }), (#"{"x": "ab"}"#, { _ = $0.string("x", length: 0...1) }),
        (#"{"x": ""}"#, { _ = $0.string("x", length: 1...5) }),
        (#"{"x": "  "}"#, { _ = $0.string("x", length: 1...5) }),
        (#"{"x": "a\u0007"}"#, { _ = $0.string("x") }), (#"{"x": "a\nb"}"#, { _ = $0.string("x") }),
        (#"{"x": "a\u0000"}"#, { _ = $0.secret("x") }), (#"{"x": "a\u0000b"}"#, { _ = $0.lines("x") }),
        (#"{"x": "\u0000"}"#, { _ = $0.string("x") }), (#"{"x": ["\u0000"]}"#, { _ = $0.strings("x") }),
        (#"{"x": "a\u2028b"}"#, { _ = $0.string("x") }), (#"{"x": "a\u0085b"}"#, { _ = $0.lines("x") }),
        (#"{"x": "5 "}"#, { _ = $0.integer("x", in: 1...9) }), (#"{"x": 0}"#, { _ = $0.integer("x", in: 1...9) }),
        (#"{"x": 5.5}"#, { _ = $0.integer("x", in: 1...9) }), (#"{"x": true}"#, { _ = $0.integer("x", in: 1...9) }),
        (#"{"x": 99999999999999999999}"#, { _ = $0.integer("x", in: 1...9) }),
        (#"{"x": 1}"#, { _ = $0.boolean("x") }), (#"{"x": "true"}"#, { _ = $0.boolean("x") }),
        (#"{"x": "root"}"#, { _ = $0.choice("x", of: Role.self) }),
        (#"{"x": ["admin"]}"#, { _ = $0.choice("x", of: Role.self) }),
        (#"{"x": 0}"#, { _ = $0.id("x", of: Device.self) }), (#"{"x": "1a"}"#, { _ = $0.id("x", of: Device.self) }),
        (#"{"x": "a"}"#, { _ = $0.strings("x") }), (#"{"x": [1]}"#, { _ = $0.strings("x") }),
        (#"{"x": [""]}"#, { _ = $0.strings("x") }), (#"{"x": ["a", "b"]}"#, { _ = $0.strings("x", count: 1) }),
        (#"{"x": []}"#, { _ = $0.object("x") }),
    ]

    @Test(arguments: wrong.indices) func `a value of another kind or out of its range is an error of its field`(
        index: Int
    ) throws {
        let (json, read) = Self.wrong[index]
        var body = try body(json)
        read(&body)
        #expect(body.errors.map(\.field) == ["x"], "\(json)")
        #expect(throws: APIError.self) { try body.validate() }
    }

    @Test func `required fields that are missing are told all at once`() throws {
        var body = try body(#"{"a": null, "b": "", "d": 1}"#)
        for name in ["a", "b", "c", "d"] { body.require(name, body.string(name)) }
        #expect(body.errors.map(\.field) == ["a", "b", "c", "d"])
        #expect(throws: APIError.invalid("All required", body.errors)) { try body.validate(message: "All required") }
    }

    @Test func `errors in a nested object name the way to it`() throws {
        var body = try body(#"{"snmp_v3": {"username": 1}}"#)
        let field = body.object("snmp_v3") { nested in nested.string("username").value }
        #expect(field == .invalid)
        #expect(body.errors.map(\.field) == ["snmp_v3.username"])
    }

    @Test func `doubles among texts are dropped`() throws {
        var body = try body(#"{"tags": ["a", " a", "b"]}"#)
        #expect(body.strings("tags") == .value(["a", "b"]))
    }
}

extension Field: Equatable where Value: Equatable {
    static func == (left: Field, right: Field) -> Bool {
        switch (left, right) {
        case (.absent, .absent), (.null, .null), (.invalid, .invalid): true
        case (.value(let left), .value(let right)): left == right
        default: false
        }
    }
}
