import Foundation
import Monitoring
import Notifiers
import TestServers

/// What `post_server.py` reports.
struct PostEvent: Decodable, Sendable {
    var method: String
    var path: String
    /// The names in lower case.
    var headers: [String: String]
    var body: String

    var json: NSObject? { NSObject.json(body) }
}

extension NSObject {
    /// For comparing one JSON text with another, whatever the order of members.
    static func json(_ text: String) -> NSObject? {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? NSObject
    }

    subscript(_ key: String) -> NSObject? { (self as? NSDictionary)?.object(forKey: key) as? NSObject }

    subscript(_ index: Int) -> NSObject? {
        guard let array = self as? NSArray, index < array.count else { return nil }
        return array.object(at: index) as? NSObject
    }

    var text: String? { self as? NSString as String? }
}

extension ServerProcess {
    var url: String { "http://127.0.0.1:\(port)" }

    func nextPost() async throws -> PostEvent { try await next(PostEvent.self) }

    /// Runs a server that answers each post alike.
    static func answering<Result>(
        _ status: Int = 200, _ answer: String = "", headers: [String] = [],
        _ body: (ServerProcess) async throws -> Result
    ) async throws -> Result {
        let arguments = ["--status", "\(status)", "--answer", answer] + headers.flatMap { ["--header", $0] }
        return try await run("post_server.py", arguments, body)
    }
}

extension ReceiverKind {
    /// A notifier of this kind that may reach the server of the test.
    func notifier(
        _ fields: [String: String], settings: Settings = Settings(), allowsPrivate: Bool = true
    ) -> any ReceiverNotifier {
        let values = fields.mapValues { ReceiverValue.secret(Secret($0)) }
        return make(.stub(name, values), settings: { settings }, egress: Egress(allowsPrivate: allowsPrivate))
    }
}

extension Settings {
    /// With links.
    static var linking: Settings {
        var settings = Settings()
        settings.publicURL = PublicURL("https://noc.example.org")
        return settings
    }
}

/// Names as nobody should give them.
let hostileName =
    #"<b>x</b>&"'\ [click](https://evil.example) **bold** `code` @everyone {{DATE(2017-02-14T06:00Z)}} é👩‍👩‍👧‍👦"#
