internal import Crypto
internal import Encodings
internal import Foundation
package import Monitoring

/// The two secrets of an installation: one seals what is stored, one signs tokens. Those that are not configured are
/// generated once and kept in the data directory, readable by the owner alone, so that tokens survive a restart.
package struct ServerKeys: Sendable {
    package let sealing: Secret
    /// A process that serves no API signs nothing, and needs none.
    package let signing: Secret
    /// Sentences for the log about keys that are weaker than they should be.
    package let warnings: [String]

    /// - Throws: `ConfigurationError` where a key file cannot be read, written or trusted, or production has a weak key.
    package init(_ configuration: Configuration) throws {
        let directory = configuration.dataDirectory
        try Self.checkShared(configuration)
        let secret = try configuration.secretKey?.reveal() ?? Self.kept(in: "\(directory)/secret.key")
        let signs = configuration.roles.contains(.api)
        let token = try configuration.jwtSecretKey?.reveal() ?? (signs ? Self.kept(in: "\(directory)/jwt.key") : "")
        let used = [("SECRET_KEY", secret)] + (signs ? [("JWT_SECRET_KEY", token)] : [])
        let weak = used.filter { $0.1.utf8.count < Self.leastLength }
        if configuration.appEnvironment == .production, let (name, _) = weak.first {
            throw ConfigurationError(
                "\(name) is shorter than \(Self.leastLength) bytes, too weak for production (RFC 7518 §3.2). Set a longer one, or none: Lapwing makes its own."
            )
        }
        warnings = weak.map { "\($0.0) is shorter than \(Self.leastLength) bytes: whoever guesses it forges tokens." }
        sealing = Secret(secret)
        signing = Secret(token)
    }

    /// Processes of several machines that each make keys of their own cannot read what the others sealed, nor believe the
    /// tokens that they signed.
    private static func checkShared(_ configuration: Configuration) throws {
        guard configuration.roles != .all, configuration.database.isShared else { return }
        let needed =
            [("SECRET_KEY", configuration.secretKey)]
            + (configuration.roles.contains(.api) ? [("JWT_SECRET_KEY", configuration.jwtSecretKey)] : [])
        guard let missing = needed.first(where: { $0.1 == nil }) else { return }
        throw ConfigurationError(
            "\(missing.0) is not set. API and workers that share a database share their keys too: set SECRET_KEY and JWT_SECRET_KEY to the same values for all of them."
        )
    }

    private static let leastLength = 32

    private static func kept(in path: String) throws -> String {
        do {
            if let kept = try read(path) { return kept }
            return try create(path)
        } catch let error as POSIXError where error.code == .EEXIST {
            guard let kept = try read(path) else {
                throw ConfigurationError(
                    "The key file \(path) is empty. Restore it from a backup, or delete it: stored secrets must then be entered again."
                )
            }
            return kept
        } catch let error as POSIXError {
            throw ConfigurationError(
                "The key file \(path) cannot be used: \(String(cString: strerror(error.code.rawValue))).")
        }
    }

    private static func read(_ path: String) throws -> String? {
        guard let content = FileManager.default.contents(atPath: path) else {
            guard !FileManager.default.fileExists(atPath: path) else { throw POSIXError(.EACCES) }
            return nil
        }
        let text = String(decoding: content, as: UTF8.self).filter { !$0.isWhitespace }
        guard text.utf8.count >= leastLength else {
            throw ConfigurationError(
                "The key file \(path) is damaged. Restore it from a backup, or delete it: stored secrets must then be entered again."
            )
        }
        return text
    }

    /// Written beside and linked into place: a crash leaves a whole key or none, and of two starts one wins.
    private static func create(_ path: String) throws -> String {
        let key = SymmetricKey(size: .bits256).withUnsafeBytes { $0.hexadecimal }
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError.current }
        defer { unlink(draft) }
        let line = Array("\(key)\n".utf8)
        let isWritten = write(descriptor, line, line.count) == line.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, link(draft, path) == 0 else { throw POSIXError.current }
        return key
    }
}

extension POSIXError {
    fileprivate static var current: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
