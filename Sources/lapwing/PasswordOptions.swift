import ArgumentParser
import Foundation
import LapwingServer
import Monitoring

/// Where a new password comes from.
struct PasswordOptions: ParsableArguments {
    @Flag(help: "Make one, and print it once.")
    var generate = false
    @Flag(help: "Read it from standard input, one line; that is also done if standard input is no terminal.")
    var passwordStdin = false

    func validate() throws {
        guard !(generate && passwordStdin) else {
            throw ValidationError("--generate and --password-stdin exclude each other.")
        }
    }

    func read(for name: String) throws -> Installation.NewPassword {
        if generate { return .generated }
        guard !passwordStdin, isatty(STDIN_FILENO) == 1 else { return .given(try line()) }
        let password = try Terminal.askSecretly("New password of \(name): ")
        guard try Terminal.askSecretly("Once more: ").reveal() == password.reveal() else {
            throw ConfigurationError("These were two passwords. Nothing was changed.")
        }
        return .given(password)
    }

    private func line() throws -> Secret {
        guard let line = readLine(strippingNewline: true), !line.isEmpty else {
            throw ConfigurationError("There is no password on standard input. Nothing was changed.")
        }
        return Secret(line)
    }
}

/// The terminal that standard input is.
enum Terminal {
    /// What is typed is not shown.
    static func askSecretly(_ question: String) throws -> Secret {
        StandardError.write(question)
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else {
            throw ConfigurationError("The terminal cannot be asked: use --password-stdin.")
        }
        let shown = settings
        ProcessSignals.take([SIGINT, SIGTERM]) { number in
            var shown = shown
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            _exit(128 + number)
        }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
            StandardError.write("\n")
        }
        return Secret(readLine(strippingNewline: true) ?? "")
    }
}
