internal import Foundation

/// What this process signs its claims with: unlike that of any other process, before or beside it.
package enum WorkerName {
    package static var host: String { ProcessInfo.processInfo.hostName }

    package static var unique: String {
        "\(host)-\(getpid())-\(UUID().uuidString.prefix(8).lowercased())"
    }
}
