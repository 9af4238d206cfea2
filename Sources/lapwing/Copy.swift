import ArgumentParser
import LapwingServer

/// Copies a database into another.
struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies everything into another database, of the same engine or the other.",
        discussion: """
            Lapwing must be stopped meanwhile. The target is a new database; a copy that was cut off goes on where it stopped \
            when the same command is run again. In the end every table is read on both sides and compared. Passwords can stay \
            out of the URLs: libpq reads PGPASSWORD and ~/.pgpass.
            """)

    @Option(help: "sqlite:///a.db or postgresql://user@host/database; DATABASE_URL if it is absent.")
    var from: String?
    @Option(help: "sqlite:///b.db or postgresql://user@host/database.")
    var to: String
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await reporting { try await options.installation().copy(from: from, to: to) }
    }
}
