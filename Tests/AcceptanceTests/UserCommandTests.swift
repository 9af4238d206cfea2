import Foundation
import Testing

/// What an operator does from the shell about who may sign in.
@Suite(.timeLimit(.minutes(5))) struct UserCommandTests {
    /// - Returns: the exit status and what it said.
    private func user(
        _ arguments: String..., input: String = "", in directory: TemporaryDirectory
    ) async throws -> (status: Int32, text: String) {
        let process = try ChildProcess(
            Lapwing.executable, ["user"] + arguments, directory: directory.path, keeping: directory)
        process.write(input)
        let status = try await process.exit(within: .seconds(60))
        return (status, process.text)
    }

    @Test func `a lost admin password is replaced while Lapwing runs, and every session of the user ends`() async throws
    {
        let directory = try TemporaryDirectory()
        let lapwing = try await Lapwing.start(in: directory)
        let lost = try await lapwing.api.loggedIn()
        let changed = try await user("password", "admin", input: "Found-again-1\n", in: directory)
        #expect(changed.status == 0, "\(changed.text)")
        #expect(!changed.text.contains("Found-again-1"))
        #expect(try await lost.get("/api/auth/profile").status == 401)
        let found = try await lapwing.api.loggedIn(as: "admin", "Found-again-1")
        #expect(try await found.get("/api/auth/profile").status == 200)
        #expect(
            try await lapwing.api.post("/api/auth/login", ["username": "admin", "password": "admin123"]).status == 401)

        let made = try await user("password", "admin", "--generate", in: directory)
        let password = try #require(made.text.split(whereSeparator: \.isWhitespace).last.map(String.init))
        _ = try await lapwing.api.loggedIn(as: "admin", password)
        #expect(try await lapwing.stop() == 0)

        let audited = try ChildProcess(
            "/usr/bin/python3",
            [
                "-c",
                "import sqlite3; print(sqlite3.connect('data/lapwing.db').execute(\"select username, detail from audit_log where detail like '%command line%'\").fetchall())",
            ], directory: directory.path)
        #expect(try await audited.exit() == 0)
        #expect(audited.text.contains("('the command line', 'admin: password, by the command line')"))
    }

    @Test func `users are added, listed and given roles, and one admin is always left`() async throws {
        let directory = try TemporaryDirectory()
        let lapwing = try await Lapwing.start(in: directory)
        let added = try await user(
            "add", "maria", "--role", "operator", "--password-stdin", input: "Ship-shape-7\n", in: directory)
        #expect(added.status == 0, "\(added.text)")
        _ = try await lapwing.api.loggedIn(as: "maria", "Ship-shape-7")
        let last = try await user("role", "admin", "viewer", in: directory)
        #expect(last.status == 1)
        #expect(last.text.contains("admin is the last admin"))
        #expect(try await user("role", "maria", "admin", in: directory).status == 0)
        #expect(try await user("role", "admin", "viewer", in: directory).status == 0)
        let list = try await user("list", in: directory)
        #expect(list.text.contains("admin\tviewer\tadmin@localhost"))
        #expect(list.text.contains("maria\tadmin\tmaria@localhost"))
        #expect(
            try await user("add", "Maria", "--email", "m@example.org", "--generate", in: directory).text.contains(
                "is a user “Maria” already"))
        #expect(try await lapwing.stop() == 0)
    }

    @Test(arguments: [
        (["password", "admin"], "weak\n", "Password must have at least 8 characters"),
        (["password", "admin"], "\n", "There is no password on standard input"),
        (["password", "amdin"], "Ship-shape-7\n", "There is no user “amdin”. Did you mean admin?"),
        (["add", "x", "--email", "nobody"], "Ship-shape-7\n", "“nobody” is not an email address"),
        (["role", "nobody", "admin"], "", "“lapwing user list” shows"),
    ])
    func `what cannot be done is said, and changes nothing`(arguments: [String], input: String, sentence: String)
        async throws
    {
        let directory = try TemporaryDirectory()
        let lapwing = try await Lapwing.start(in: directory)
        let process = try ChildProcess(
            Lapwing.executable, ["user"] + arguments, directory: directory.path, keeping: directory)
        process.write(input)
        #expect(try await process.exit() == 1)
        #expect(process.text.contains(sentence), "\(process.text)")
        _ = try await lapwing.api.loggedIn()
    }
}
