internal import Foundation

/// Where the database and the keys are.
struct DataDirectory {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Creates it, for its owner alone, where it is missing.
    func prepare() throws {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue { return }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ConfigurationError("The directory \(path) cannot be made. Set DATA_DIR to one that can be written.")
        }
    }
}
