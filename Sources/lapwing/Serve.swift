import ArgumentParser
import Foundation
import LapwingServer

/// Runs everything in this process.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the API and the dashboard, polls, and sends alerts.",
        discussion: """
            Flags win over the environment, which wins over the file, which wins over the defaults. SIGTERM stops it when \
            what is in flight is finished.
            """)

    @Option(help: "A YAML file of settings; lapwing.yml where there is one.")
    var config: String?
    @Option(help: "The address to listen on (HOST).")
    var host: String?
    @Option(help: "The port to listen on (PORT).")
    var port: String?
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

    func run() async throws {
        do {
            try await Server.run(Configuration(values()))
        } catch let error as any Error & CustomStringConvertible {
            FileHandle.standardError.write(Data("lapwing: \(error)\n".utf8))
            throw ExitCode.failure
        }
    }

    private func values() throws -> ConfigurationValues {
        try ConfigurationValues.merged(
            flags: flags(), environment: ProcessInfo.processInfo.environment, file: ConfigurationFile.read(config))
    }

    private func flags() throws -> [(name: String, text: String)] {
        let own: [(ConfigurationKey, String?)] = [
            (.host, host), (.port, port), (.dataDirectory, dataDir), (.databaseURL, databaseURL),
            (.appEnvironment, env), (.logLevel, logLevel),
        ]
        let others = try settings.map { setting in
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw ConfigurationError("--set takes NAME=VALUE, not “\(setting)”.") }
            return (name: String(parts[0]), text: String(parts[1]))
        }
        return own.compactMap { key, text in text.map { (key.rawValue, $0) } } + others
    }
}
