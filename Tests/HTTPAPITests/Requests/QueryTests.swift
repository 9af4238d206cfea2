import Monitoring
import TestKit
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct QueryTests {
    @Test func `parameters are decoded as forms encode them`() {
        var query = Query("q=a+b%20c&name=%C3%A9%2B&empty=&flag&x=1=2")
        #expect(query.string("q") == "a b c")
        #expect(query.string("name") == "é+")
        #expect(query.string("empty") == nil && query.string("flag") == nil && query.string("missing") == nil)
        #expect(query.string("x") == "1=2")
        #expect(query.errors.isEmpty)
    }

    @Test func `values are read as what they must be`() throws {
        var query = Query("page=3&on=true&off=0&severity=high&id=12&since=2026-01-15&until=2026-01-15T10:30:00%2B02:00")
        #expect(query.integer("page", in: 1...10) == 3)
        #expect(query.boolean("on") == true && query.boolean("off") == false)
        #expect(query.choice("severity", of: Severity.self) == .high)
        #expect(query.id("id", of: Device.self) == ID(12))
        #expect(query.timestamp("since") == Timestamp(rfc3339: "2026-01-15T00:00:00Z"))
        #expect(query.timestamp("until") == Timestamp(rfc3339: "2026-01-15T08:30:00Z"))
        try query.validate()
    }

    static let wrong = [
        "page=0", "page=11", "page=x", "page=1.5", "page=99999999999999999999", "page=-1", "on=maybe", "severity=HIGH",
        "severity=urgent", "id=0", "id=-3", "id=x", "id=9223372036854775808", "since=yesterday", "since=2026-02-30",
        "since=", "since",
        "q=%", "q=%zz", "q=%ff", "q=%00", "q=a%0Ab", "page=1&page=2", "q=\(String(repeating: "x", count: 256))",
    ]

    @Test(arguments: wrong) func `a value out of its domain is an error of its parameter`(text: String) throws {
        var query = Query(text)
        _ = query.integer("page", in: 1...10)
        _ = query.boolean("on")
        _ = query.choice("severity", of: Severity.self)
        _ = query.id("id", of: Device.self)
        _ = query.timestamp("since")
        _ = query.string("q")
        let name = String(text.prefix { $0 != "=" })
        #expect(query.errors.map(\.field) == [name])
        #expect(throws: APIError.self) { try query.validate() }
    }

    @Test(arguments: [
        "/api/alerts?since=", "/api/alerts?until=", "/api/alerts?until", "/api/devices?%ff=1", "/api/devices?%00=1",
    ])
    func `a time cannot be empty, and a name that cannot be read is not known`(path: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.get(path, token: try await client.token(.viewer))
            #expect(answer.status == 400 && answer.msg != nil, "\(answer.text)")
        }
    }

    @Test(arguments: [
        "/api/devices?q=&vendor&tag=&device_type=&status=&sort&page=&per_page=",
        "/api/cameras?q=&location&tag=&status=&sort&page=&per_page=",
        "/api/alerts?severity=&acknowledged=&status&device_id=&camera_id=&page=&per_page=",
    ])
    func `anything else that is empty is the same as none`(path: String) async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.viewer)
            #expect(try await client.get(path, token: token).status == 200)
        }
    }

    @Test func `all that is wrong is told at once`() {
        var query = Query("page=x&on=y")
        _ = query.integer("page", in: 1...10)
        _ = query.boolean("on")
        #expect(query.errors.map(\.field) == ["page", "on"])
    }

    @Test func `no query is malformed enough to stumble over`() {
        var generator = Seeded(3)
        let alphabet = Array("a=&%+0fF ;\u{E9}#?".utf8)
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0..<30, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator)!
            }
            var query = Query(String(decoding: bytes, as: UTF8.self))
            _ = query.string("a")
        }
    }
}
