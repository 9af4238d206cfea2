import SNMP
import Simulators

/// A client, and agents that have one quirk.
struct QuirkRig {
    let client = SNMPClient()
    let fleet: AgentFleet
    static let host = "127.0.0.7"
    static let columns: [OID] = [.ifDescr, .ifHCInOctets, .ifAlias]

    /// Switches of 20 ports that behave like that.
    init(_ behaviour: AgentBehaviour = AgentBehaviour()) throws {
        var options = FleetOptions(content: .switch(ports: 20))
        options.behaviour = behaviour
        options.keepsJournal = true
        options.users = [Self.user]
        fleet = try AgentFleet(options)
    }

    init(_ fault: AgentFault) throws {
        try self.init(AgentBehaviour(fault: fault))
    }

    /// Agents with what the description says and nothing else.
    init(_ description: String, _ behaviour: AgentBehaviour = AgentBehaviour()) throws {
        var options = FleetOptions(content: try AgentContent(description))
        options.behaviour = behaviour
        options.keepsJournal = true
        options.users = [Self.user]
        fleet = try AgentFleet(options)
    }

    /// Whom the agents let in by v3.
    static let user = USMUser(
        "monitor", authentication: .init(.sha256, "maplesyrup"), privacy: .init(.aes128, "mapleleaf"))

    func target(
        _ host: String = QuirkRig.host, _ version: SNMPVersion = .v2c, community: Community = "public",
        timeout: Duration = .seconds(10), retries: Int = 2
    ) -> SNMPTarget {
        let credentials: Credentials =
            switch version {
            case .v1: .v1(community)
            case .v2c: .v2c(community)
            case .v3: .v3(Self.user)
            }
        return SNMPTarget(host, port: fleet.port, credentials: credentials, timeout: timeout, retries: retries)
    }

    /// What the agents have been asked so far that were asked for one of those operations.
    func asked(_ operations: UInt8...) -> [JournalEntry] {
        fleet.journal.filter { entry in entry.operation.map(operations.contains) ?? false }
    }

    static let get: UInt8 = 0xA0
    static let getNext: UInt8 = 0xA1
    static let getBulk: UInt8 = 0xA5

    func get(_ oid: OID, _ target: SNMPTarget? = nil) async throws -> SNMPValue? {
        try await client.get([oid], from: target ?? self.target()).first?.value
    }

    func walk(
        _ root: OID, _ target: SNMPTarget? = nil, options: WalkOptions = WalkOptions()
    ) async throws -> [VarBind] {
        try await all(client.walk(root, of: target ?? self.target(), options: options))
    }

    func table(_ columns: [OID] = QuirkRig.columns, _ target: SNMPTarget? = nil) async throws -> [TableRow] {
        try await all(client.table(columns, of: target ?? self.target()))
    }

    /// What a walk gives before it fails, and how it does.
    func brokenWalk(
        _ root: OID, _ target: SNMPTarget? = nil, options: WalkOptions = WalkOptions()
    ) async -> (read: [VarBind], failure: SNMPError?) {
        var read: [VarBind] = []
        do {
            for try await varBind in client.walk(root, of: target ?? self.target(), options: options) {
                read.append(varBind)
            }
            return (read, nil)
        } catch {
            return (read, error)
        }
    }

    /// Whether a table of those columns has all 20 ports, with all their cells.
    func isWhole(_ rows: [TableRow]) -> Bool {
        rows.map(\.index) == (1...20).map { RowIndex([$0]) } && rows.allSatisfy { $0.values.allSatisfy { $0 != nil } }
    }
}
