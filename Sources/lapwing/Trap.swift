import ArgumentParser
import Foundation
import LapwingServer
import SNMP

/// Shows what devices tell of their own accord.
struct Trap: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the SNMP traps and informs that arrive, and explains those it refuses.",
        discussion: """
            `lapwing trap` listens on UDP port 162 of all addresses, which needs a privilege; `--port 1162` does not. It \
            takes v1 and v2c with any community unless --community names some, and v3 from the --user. Informs are \
            acknowledged. It ends with SIGINT or SIGTERM.
            """)

    @Option(help: "The UDP port.")
    var port = 162
    @Option(help: "An address of this machine to listen on (repeatable); all of them if none is given.")
    var address: [String] = []
    @Option(name: .shortAndLong, help: "A community to accept (repeatable; LAPWING_COMMUNITY); any if none is given.")
    var community: [String] = []
    @OptionGroup var user: UserOptions
    @Option(help: "Our engine identifier for informs of SNMPv3, in hexadecimal; a random one if none is given.")
    var engineID: String?
    @Option(help: "How often that engine has started: more each time it is used again.")
    var boots: Int32 = 1
    @Option(help: "End after so many notifications.")
    var count: Int?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...65_535).contains(port) else { throw ValidationError("--port is from 1 to 65535, not \(port).") }
        guard (1..<Int32.max).contains(boots) else { throw ValidationError("--boots is from 1 on, not \(boots).") }
        guard count ?? 1 > 0 else { throw ValidationError("--count is from 1 on.") }
        _ = try engine()
        _ = try access()
    }

    func run() async throws {
        let listener: TrapListener
        do {
            listener = try TrapListener(
                on: address, port: UInt16(port), access: try access(), engineID: try engine(), boots: boots)
        } catch let error as SNMPError {
            Note.write("\(error)")
            throw error.exitCode
        }
        // First: whoever reads that it listens may end it.
        ProcessSignals.take([SIGINT, SIGTERM]) { _ in listener.close() }
        Note.write("Listening on UDP port \(listener.port)")
        async let refusals: Void = Self.explain(listener.refusals)
        await show(listener.notifications)
        listener.close()
        await refusals
        Note.write(listener.statistics.sentence)
    }

    private func show(_ notifications: AsyncStream<SNMPNotification>) async {
        var left = count ?? .max
        for await notification in notifications {
            print(text(of: notification))
            fflush(nil)
            left -= 1
            if left == 0 { return }
        }
    }

    private static func explain(_ refusals: AsyncStream<TrapRefusal>) async {
        for await refusal in refusals { Note.write("Refused from \(refusal)".printable()) }
    }

    private func text(of notification: SNMPNotification) -> String {
        if output.json { return JSONLine.text(of: notification) }
        let name = output.numeric ? notification.trapOID.description : notification.trapOID.name
        return ([notification.headline(name)] + notification.varBinds.map { "    \(output.line($0))" })
            .joined(separator: "\n")
    }

    private func access() throws -> TrapAccess {
        let environment = ProcessInfo.processInfo.environment
        let named = community.isEmpty ? environment["LAPWING_COMMUNITY"].map { [$0] } : community
        return TrapAccess(
            communities: named.map { $0.map { Community($0) } }, users: try user.user(environment).map { [$0] } ?? [])
    }

    private func engine() throws -> EngineID {
        guard let engineID else { return .random() }
        guard let id = EngineID(hex: engineID), (5...32).contains(id.bytes.count) else {
            throw ValidationError("--engine-id has 5 to 32 bytes in hexadecimal digits, not “\(engineID)”.")
        }
        return id
    }
}

extension SNMPNotification {
    /// When it came.
    var time: Date { Date(timeIntervalSince1970: Double(receivedAt) / 1_000) }

    /// `2026-11-24T11:52:08Z linkDown from 10.0.0.7, v2c trap`.
    fileprivate func headline(_ name: String) -> String {
        let kind = isInform ? "inform" : "trap"
        var line = "\(time.formatted(.iso8601)) \(name) from \(address)"
        if let agentAddress, agentAddress != address { line += " for \(agentAddress)" }
        line += ", \(sender.version) \(kind)"
        if case .v3(let user, let level, _) = sender { line += " of \(user) (\(level))" }
        return line.printable()
    }
}

extension SNMPNotification.Sender {
    var version: String {
        switch self {
        case .v1: "v1"
        case .v2c: "v2c"
        case .v3: "v3"
        }
    }

    var user: String? {
        guard case .v3(let user, _, _) = self else { return nil }
        return user
    }
}

extension TrapStatistics {
    /// `12 notifications, 3 of them informs; 2 refused`.
    fileprivate var sentence: String {
        let informs = informs > 0 ? ", \(informs) of them informs" : ""
        let others = [(refused, "refused"), (malformed, "no notifications"), (dropped, "dropped")]
            .filter { $0.0 > 0 }.map { "; \($0.0) \($0.1)" }.joined()
        return Effort.count(notifications, "notification") + informs + others
    }
}
