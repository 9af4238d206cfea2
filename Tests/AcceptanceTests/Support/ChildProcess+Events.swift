import Foundation
import TestKit

/// The servers of `Tests/Servers` print one JSON line for each thing that happens.
extension ChildProcess {
    func events(_ name: String) -> [JSON] {
        text.split(separator: "\n").compactMap { try? JSON(Data($0.utf8)) }.filter { $0["event"].string == name }
    }

    /// The first such event, past or to come.
    func event(_ name: String) async throws -> JSON {
        try await eventually(within: .seconds(60), "the event \(name)") { self.events(name).first }
    }
}
