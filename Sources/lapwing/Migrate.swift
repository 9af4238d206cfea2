import ArgumentParser
import LapwingServer

/// Brings the database up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the database to the schema of this version.",
        discussion: """
            `lapwing serve` does so by itself unless AUTO_MIGRATE is false. Each migration is a transaction; several machines \
            may run this at once. `lapwing migrate status` tells which are applied.
            """)

    enum Action: String, ExpressibleByArgument {
        case apply, status
    }

    @Argument(help: "apply or status.")
    var action = Action.apply
    @Flag(help: "Print what would be applied, and apply nothing.")
    var dryRun = false
    @Flag(help: "Go on with this SECRET_KEY although the one that the secrets were sealed with is lost.")
    var acceptKey = false
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await reporting {
            let installation = try options.installation()
            switch action {
            case .status: try await installation.showMigrations()
            case .apply where dryRun: try await installation.showPending()
            case .apply:
                try await installation.migrate()
                if acceptKey { try await installation.acceptKey() }
            }
        }
    }
}
