import ArgumentParser
import LapwingServer

/// Runs everything in this process, or the roles it is given.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the API and the dashboard, polls, and sends alerts.",
        discussion: """
            Flags win over the environment, which wins over the file, which wins over the defaults. SIGTERM stops it when \
            what is in flight is finished; SIGHUP has it open its log file and read its certificate again.
            """)

    @Option(help: "What this process does: api, worker, or both with a comma between (ROLES).")
    var roles: String?
    @Option(help: "How many devices, and how many cameras, are asked at once (WORKER_CONCURRENCY).")
    var concurrency: String?
    @Option(help: "The address to listen on (HOST).")
    var host: String?
    @Option(help: "The port to listen on (PORT).")
    var port: String?
    @OptionGroup var options: ServerOptions

    func run() async throws {
        ProcessSignals.ignore(Reloads.signals)
        try await reporting {
            try await Server.run(
                options.configuration([
                    (.roles, roles), (.concurrency, concurrency), (.host, host), (.port, port),
                ]))
        }
    }
}
