import ArgumentParser
import LapwingServer
import Monitoring

/// Who may sign in.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Shows and changes who may sign in, also when nobody can.",
        discussion: """
            It works on the configured database, while Lapwing runs or not: run it as the user that Lapwing runs as. A password \
            is asked for, or read from standard input, or made with --generate; it is never an argument, which the list of \
            processes would show. What is changed is in the audit log.
            """,
        subcommands: [ListUsers.self, AddUser.self, ChangePassword.self, ChangeRole.self])
}

private struct ListUsers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Prints a line for each user: id, name, role, email address.")

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await reporting { try await options.installation().showUsers() }
    }
}

private struct AddUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Adds a user.")

    @Argument(help: "The name.")
    var name: String
    @Option(help: "viewer, operator or admin.")
    var role = Role.viewer
    @Option(help: "NAME@localhost if none is given.")
    var email: String?
    @OptionGroup var password: PasswordOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await reporting {
            try await options.installation().addUser(name, email: email, role: role, password: password.read(for: name))
        }
    }
}

private struct ChangePassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Gives a user a new password, and ends the user's sessions.")

    @Argument(help: "The user's name.")
    var name: String
    @OptionGroup var password: PasswordOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await reporting {
            let installation = try options.installation()
            try await installation.requireUser(name)
            try await installation.setPassword(of: name, to: password.read(for: name))
        }
    }
}

private struct ChangeRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Gives a user another role, and ends the user's sessions.")

    @Argument(help: "The user's name.")
    var name: String
    @Argument(help: "viewer, operator or admin.")
    var role: Role
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await reporting { try await options.installation().setRole(of: name, to: role) }
    }
}

extension Role: ExpressibleByArgument {}
