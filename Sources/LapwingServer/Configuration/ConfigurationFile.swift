internal import Foundation

/// The file of settings.
package enum ConfigurationFile {
    private static let standard = "lapwing.yml"

    /// - Parameter path: `nil` for `lapwing.yml` in the working directory, which need not be there.
    /// - Throws: `ConfigurationError` where a file that was named cannot be read.
    package static func read(_ path: String?) throws -> (name: String, text: String)? {
        let name = path ?? standard
        guard let content = FileManager.default.contents(atPath: name) else {
            guard path == nil, !FileManager.default.fileExists(atPath: name) else {
                throw ConfigurationError("The configuration file \(name) cannot be read.")
            }
            return nil
        }
        guard let text = String(data: content, encoding: .utf8) else {
            throw ConfigurationError("\(name) is not UTF-8 text.")
        }
        return (name, text)
    }
}
