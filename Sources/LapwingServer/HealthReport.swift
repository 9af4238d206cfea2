internal import Foundation

/// What `/api/health` answered, for a person.
package struct HealthReport: Sendable, Equatable {
    package let isHealthy: Bool
    /// One line; then a line for each part that does not work or that is done without.
    package let lines: [String]

    init(isHealthy: Bool, lines: [String]) {
        self.isHealthy = isHealthy
        self.lines = lines
    }

    /// - Parameter body: names each part and how it is; anything else may be there where what answers is not Lapwing.
    package init(status: Int, body: [UInt8]) {
        let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        guard status == 200 || status == 503, let object, let said = object["status"] as? String else {
            self.init(isHealthy: false, lines: ["Lapwing does not answer there; what does says \(status)."])
            return
        }
        let degraded = object["degraded"] as? [String] ?? []
        var summary = said
        if let message = object["msg"] as? String { summary += ": \(message)" }
        if !degraded.isEmpty { summary += ", without: \(degraded.joined(separator: ", "))" }
        let failing = (object["msg"] as? String ?? "").split { ":, ".contains($0) }.map(String.init)
        let parts = (failing + degraded).compactMap { name in (object[name] as? String).map { "\(name): \($0)" } }
        self.init(isHealthy: status == 200, lines: ([summary] + parts).map(Self.printable))
    }

    /// A terminal takes orders from control characters.
    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
}
