import ArgumentParser
import Foundation
import LapwingServer
import Logging

/// The settings that commands take which work on an installation.
struct ServerOptions: ParsableArguments {
    @Option(help: "A YAML file of settings; lapwing.yml if there is one.")
    var config: String?
    @Option(help: "Where the database and the generated keys are (DATA_DIR).")
    var dataDir: String?
    @Option(help: "sqlite:///relative.db or sqlite:////absolute.db (DATABASE_URL).")
    var databaseURL: String?
    @Option(help: "development or production (APP_ENV).")
    var env: String?
    @Option(help: "trace, debug, info, notice, warning, error or critical (LOG_LEVEL).")
    var logLevel: String?
    @Option(name: .customLong("set"), help: "Any other setting, as NAME=VALUE; may be given several times.")
    var settings: [String] = []

    /// - Parameter own: flags of the command itself.
    func configuration(_ own: [(ConfigurationKey, String?)] = []) throws -> Configuration {
        try Configuration(
            .merged(
                flags: flags(own), environment: ProcessInfo.processInfo.environment,
                file: ConfigurationFile.read(config)))
    }

    /// What is configured, for commands that work on it and end; only trouble is logged.
    func installation() throws -> Installation {
        var logger = Logger(label: "lapwing", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .warning
        return Installation(try configuration(), logger: logger) { print($0) }
    }

    private func flags(_ own: [(ConfigurationKey, String?)]) throws -> [(name: String, text: String)] {
        let common: [(ConfigurationKey, String?)] = [
            (.dataDirectory, dataDir), (.databaseURL, databaseURL), (.appEnvironment, env), (.logLevel, logLevel),
        ]
        let others = try settings.map { setting in
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw ConfigurationError("--set takes NAME=VALUE, not “\(setting)”.") }
            return (name: String(parts[0]), text: String(parts[1]))
        }
        return (own + common).compactMap { key, text in text.map { (key.rawValue, $0) } } + others
    }
}

/// Tells an error that describes itself in one line, and fails.
func reporting(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let exit as ExitCode {
        throw exit
    } catch let error as any Error & CustomStringConvertible {
        StandardError.write("lapwing: \(error)\n")
        throw ExitCode.failure
    }
}
