internal import Monitoring

/// Connects, signs in, and makes sure that what Lapwing needs is allowed, so that a missing right is found at once.
struct RedisGreeting {
    let address: RedisAddress
    let names: RedisNames
    let timing: RedisTiming
    let interruption: CInt

    func subscription() throws(RedisError) -> RedisConnection {
        let (connection, deadline) = try signedIn()
        let reply = try ask(connection, ["SUBSCRIBE".bytes, names.channel], deadline)
        if case .error(let reason) = reply { throw .refused(command: "SUBSCRIBE", reason) }
        return connection
    }

    /// - Parameter probe: a message that says nothing.
    /// - Returns: the connection, and why it does not count, where it does not.
    func commands(probe: [UInt8]) throws(RedisError) -> (RedisConnection, refusal: String?) {
        let (connection, deadline) = try signedIn()
        let reply = try ask(connection, ["PUBLISH".bytes, names.channel, probe], deadline)
        if case .error(let reason) = reply { throw .refused(command: "PUBLISH", reason) }
        let counted = try ask(
            connection, CountScript.command(key: names.counter(""), window: .seconds(1)), deadline)
        return (connection, try Self.refusal(CountScript.count(counted), counted))
    }

    /// Why Redis does not count; `nil` where it does.
    /// - Throws: where another Redis should be looked for. A replica keeps hints from the others: after a fail-over the
    ///   name leads to the new primary.
    static func refusal(_ count: WindowCount?, _ reply: RedisReply) throws(RedisError) -> String? {
        if count != nil { return nil }
        guard case .error(let reason) = reply else { return "its answer is not a count" }
        if reason.hasPrefix("MOVED") { return "it is a cluster, which Lapwing does not use for counts" }
        if reason.hasPrefix("READONLY") { throw .refused(command: "EVAL", reason) }
        return reason
    }

    private func signedIn() throws(RedisError) -> (RedisConnection, deadline: ContinuousClock.Instant) {
        let deadline = ContinuousClock.now + timing.patience
        let socket = try RedisDialer(address: address, interruption: interruption).dial(until: deadline)
        let connection = try RedisConnection(socket: socket)
        if address.user != nil || address.password != nil { try signIn(connection, deadline) }
        if address.database != 0 {
            let reply = try ask(connection, ["SELECT".bytes, "\(address.database)".bytes], deadline)
            if case .error(let reason) = reply { throw refusal(of: "SELECT \(address.database)", reason) }
        }
        let reply = try ask(connection, ["PING".bytes], deadline)
        if case .error(let reason) = reply { throw refusal(of: "PING", reason) }
        // For `CLIENT LIST`; who may not is not worse off.
        _ = try ask(connection, ["CLIENT".bytes, "SETNAME".bytes, "lapwing".bytes], deadline)
        return (connection, deadline)
    }

    private func signIn(_ connection: RedisConnection, _ deadline: ContinuousClock.Instant) throws(RedisError) {
        let password = address.password?.reveal() ?? ""
        let words = ["AUTH", address.user, password].compactMap { $0?.bytes }
        guard case .error(let reason) = try ask(connection, words, deadline) else { return }
        // A server that does not know AUTH repeats what it was given.
        guard !reason.hasPrefix("ERR unknown") else { throw .signInRefused("it does not know AUTH") }
        guard !reason.hasPrefix("ERR max number") else { throw .refused(command: "AUTH", reason) }
        throw .signInRefused(password.isEmpty ? reason : reason.split(separator: password).joined(separator: "•••"))
    }

    private func refusal(of command: String, _ reason: String) -> RedisError {
        reason.hasPrefix("NOAUTH") ? .noPassword : .refused(command: command, reason)
    }

    private func ask(
        _ connection: RedisConnection, _ words: [[UInt8]], _ deadline: ContinuousClock.Instant
    ) throws(RedisError) -> RedisReply {
        try connection.call(words, until: deadline, limit: timing.patience, interruption: interruption)
    }
}

extension String {
    fileprivate var bytes: [UInt8] { Array(utf8) }
}
