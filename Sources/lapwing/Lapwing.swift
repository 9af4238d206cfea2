import ArgumentParser
import LapwingServer
import Monitoring

@main
struct Lapwing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lapwing", abstract: "Watches network devices and IP cameras and raises the alarm.",
        version: Version.current,
        subcommands: [
            Serve.self, Worker.self, Health.self, UserCommand.self, Migrate.self, BackUp.self, Restore.self, Copy.self,
            Check.self, Get.self, Walk.self, Trap.self, Simulate.self,
        ])

    static func main() async {
        if let slip = CommandName.slip(in: Array(CommandLine.arguments.dropFirst()), of: Self.self) {
            StandardError.write("lapwing: \(slip)\n")
            exit(withError: ExitCode.validationFailure)
        }
        await main(nil)
    }
}

/// The words that say which command is meant.
enum CommandName {
    /// What is wrong with them, in sentences; `nil` where they are right, or none is there.
    static func slip(in words: [String], of command: any ParsableCommand.Type, path: String = "lapwing") -> String? {
        let subcommands = command.configuration.subcommands
        guard let word = words.first, !subcommands.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
        if let found = subcommands.first(where: { name(of: $0) == word }) {
            return slip(in: Array(words.dropFirst()), of: found, path: "\(path) \(word)")
        }
        let near = Suggestion.nearest(to: word, among: subcommands.map(name))
        return
            "“\(path)” has no command “\(word)”.\(near.map { " Did you mean “\(path) \($0)”?" } ?? "") “\(path) --help” lists those there are."
    }

    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? String(describing: command).lowercased()
    }
}
