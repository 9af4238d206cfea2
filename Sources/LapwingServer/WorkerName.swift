internal import Foundation

/// What this process signs its claims with: unlike that of any other process, before or beside it.
enum WorkerName {
    static var host: String { ProcessInfo.processInfo.hostName }

    static var unique: String {
        return "\(host)-\(getpid())-\(UUID().uuidString.prefix(8).lowercased())"
    }
}
