internal import Foundation

/// What `/api/health` answered, for a person.
package struct HealthReport: Sendable, Equatable {
    package let isHealthy: Bool
    /// One line; then, where something does not work, a line for each part that does not.
    package let lines: [String]

    init(isHealthy: Bool, lines: [String]) {
        self.isHealthy = isHealthy
        self.lines = lines
    }

    /// - Parameter body: names each part and how it is; anything else may be there where what answers is not Lapwing.
    package init(status: Int, body: [UInt8]) {
        guard status == 200 || status == 503, let fields = Self.fields(Data(body)), let said = fields["status"] else {
            self.init(isHealthy: false, lines: ["Lapwing does not answer there; what does says \(status)."])
            return
        }
        let summary = fields["msg"].map { "\(said): \($0)" } ?? said
        let failing = (fields["msg"] ?? "").split(whereSeparator: { ":, ".contains($0) }).map(String.init)
        let parts = failing.compactMap { name in fields[name].map { "\(name): \($0)" } }
        self.init(isHealthy: status == 200, lines: [Self.printable(summary)] + parts.map(Self.printable))
    }

    private static func fields(_ body: Data) -> [String: String]? {
        guard let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any] else { return nil }
        return object.compactMapValues { $0 as? String }
    }

    /// A terminal takes orders from control characters.
    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
}
