import ArgumentParser
import LapwingServer

/// Polls and sends, without the API.
struct Worker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Polls and sends alerts, beside other processes that serve the API.",
        discussion: """
            The same as `lapwing serve --roles worker`. Any number of workers share one database. Each listens, for health \
            checks and metrics only, on port 5001 or the next that is free, unless it is given one. SIGTERM stops it when \
            what is in flight is finished; SIGHUP has it open its log file and read its certificate again.
            """)

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
                    (.roles, "worker"), (.concurrency, concurrency), (.host, host), (.port, port),
                ]))
        }
    }
}
