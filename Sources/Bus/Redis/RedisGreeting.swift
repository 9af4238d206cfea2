internal import Monitoring
internal import NIOCore

/// Signs in, and makes sure that what Lapwing needs is allowed, so that a missing right is found at once.
struct RedisGreeting {
    let address: RedisAddress
    let names: RedisNames

    func subscribe(_ connection: RedisConnection) async throws {
        try await signIn(connection)
        try await ask(connection, "SUBSCRIBE", ["SUBSCRIBE".bytes, names.channel])
    }

    /// - Parameter probe: a message that says nothing.
    /// - Returns: why it does not count, where it does not.
    func command(_ connection: RedisConnection, probe: [UInt8]) async throws -> String? {
        try await signIn(connection)
        try await ask(connection, "PUBLISH", ["PUBLISH".bytes, names.channel, probe])
        return try Self.refusal(await connection.ask(CountScript.probe(names)).get())
    }

    /// Why Redis does not count; `nil` where it does.
    /// - Throws: where another Redis should be looked for. A replica keeps hints from the others: after a fail-over the
    ///   name leads to the new primary.
    static func refusal(_ reply: RedisReply) throws(RedisError) -> String? {
        if CountScript.count(reply) != nil { return nil }
        guard case .error(let reason) = reply else { return "its answer is not a count" }
        if reason.hasPrefix("MOVED") { return "it is a cluster, which Lapwing does not use for counts" }
        if reason.hasPrefix("READONLY") { throw .refused(command: "EVAL", reason) }
        return reason
    }

    private func signIn(_ connection: RedisConnection) async throws {
        if address.user != nil || address.password != nil { try await authenticate(connection) }
        if address.database != 0 {
            try await ask(connection, "SELECT \(address.database)", ["SELECT".bytes, "\(address.database)".bytes])
        }
        try await ask(connection, "PING", ["PING".bytes])
        // For `CLIENT LIST`; who may not is not worse off.
        _ = try await connection.ask("CLIENT", "SETNAME", "lapwing").get()
    }

    private func authenticate(_ connection: RedisConnection) async throws {
        let password = address.password?.reveal() ?? ""
        let reply = try await connection.ask(["AUTH", address.user, password].compactMap { $0?.bytes }).get()
        guard case .error(let reason) = reply else { return }
        // A server that does not know AUTH repeats what it was given.
        guard !reason.hasPrefix("ERR unknown") else { throw RedisError.signInRefused("it does not know AUTH") }
        guard !isOfTheConnection(reason) else { throw refusal(of: "AUTH", reason) }
        throw RedisError.signInRefused(
            password.isEmpty ? reason : reason.split(separator: password).joined(separator: "•••"))
    }

    private func ask(_ connection: RedisConnection, _ command: String, _ words: [[UInt8]]) async throws {
        guard case .error(let reason) = try await connection.ask(words).get() else { return }
        throw refusal(of: command, reason)
    }

    private func refusal(of command: String, _ reason: String) -> RedisError {
        if reason.hasPrefix("NOAUTH") { return .noPassword }
        return .refused(command: isOfTheConnection(reason) ? "the connection" : command, reason)
    }

    /// Said before anything was asked, and so in place of the first answer.
    private func isOfTheConnection(_ reason: String) -> Bool {
        reason.hasPrefix("ERR max number") || reason.hasPrefix("DENIED")
    }
}

extension String {
    var bytes: [UInt8] { Array(utf8) }
}
