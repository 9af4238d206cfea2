import ArgumentParser
import Foundation
import LapwingServer

/// Whether a running Lapwing is well.
struct Health: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Asks a running Lapwing whether all its parts work.",
        discussion: """
            It exits 0 when GET /api/health says so, and 1 with what does not work when it says otherwise or does not answer \
            within 5 s. Without --url it asks the one on this machine that HOST, PORT and TLS_CERTIFICATE are configured for.
            """)

    @Option(help: "Where it is, such as https://lapwing.example.")
    var url: String?
    @Option(help: "A YAML file of settings; lapwing.yml if there is one.")
    var config: String?

    func run() async throws {
        try await reporting {
            let report = await (try check()).run()
            for line in report.lines { print(line) }
            throw report.isHealthy ? ExitCode.success : ExitCode.failure
        }
    }

    private func check() throws -> HealthCheck {
        if let url { return try HealthCheck(url: url) }
        let values = try ConfigurationValues.merged(
            environment: ProcessInfo.processInfo.environment, file: ConfigurationFile.read(config))
        return try HealthCheck(ofServerWith: Configuration(values))
    }
}
