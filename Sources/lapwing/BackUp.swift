import ArgumentParser
import LapwingServer

/// Writes a backup.
struct BackUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Writes everything in the database to a file, while Lapwing works.",
        discussion: """
            The file is of one moment and can be restored on either engine. It is complete as soon as it has its name. \
            Secrets stay sealed in it: keep SECRET_KEY, or secret.key, apart from it.
            """)

    @Argument(help: "The file, which only its owner can read.")
    var file: String
    @Flag(help: "Replace a file that is there already.")
    var force = false
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await reporting { try await options.installation().backUp(to: file, replacing: force) }
    }
}

/// Restores a backup.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fills a new database with what a backup holds, or checks a backup.",
        discussion: """
            It is one transaction: everything is restored and found in the database, or nothing is changed. Lapwing must be \
            stopped. With --verify the backup is restored into a temporary database and compared, and nothing else is touched.
            """)

    @Argument(help: "A file that `lapwing backup` wrote.")
    var file: String
    @Flag(help: "Only check the backup.")
    var verify = false
    @Flag(help: "Replace what is in the database.")
    var force = false
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await reporting {
            let installation = try options.installation()
            if verify {
                try await installation.verify(file)
            } else {
                try await installation.restore(from: file, replacing: force)
            }
        }
    }
}
