import Foundation
import SNMP
import Testing

/// A client with users of SNMPv3, against the real `snmpd`.
struct SecuredDeviceTests {
    private let client = SNMPClient()
    private let right = USMUser.Authentication(.sha256, "maplesyrup")
    private let leaf = USMUser.Privacy(.aes128, "mapleleaf")

    private func agent() async throws -> SecureAgent {
        let agent = try SecureAgent([
            "createUser bert SHA-256 maplesyrup AES mapleleaf", "rwuser bert priv",
            "createUser anna SHA-256 maplesyrup", "rouser anna auth", "rocommunity public",
        ])
        while (try? await client.get(.sysName.scalar, from: target(agent, .v2c("public")))) == nil {
            await Task.yield()
        }
        return agent
    }

    private var bert: USMUser { USMUser("bert", authentication: right, privacy: leaf) }

    private func target(_ agent: SecureAgent, _ credentials: Credentials, timeout: Duration = .seconds(10))
        -> SNMPTarget
    {
        SNMPTarget("127.0.0.1", port: agent.port, credentials: credentials, timeout: timeout, retries: 2)
    }

    @Test func `what comes encrypted is what comes in the clear`() async throws {
        let agent = try await agent()
        let root: OID = [1, 3, 6, 1, 2, 1, 11]
        let clear = try await client.walk(root, of: target(agent, .v2c("public"))).collect()
        let secret = try await client.walk(root, of: target(agent, .v3(bert))).collect()
        #expect(clear.count > 10)
        #expect(secret.map(\.oid) == clear.map(\.oid))
        let rows = try await client.table([.ifDescr, .ifOperStatus], of: target(agent, .v3(bert))).collect()
        #expect(rows.contains { $0[.ifDescr]?.text == "lo" && $0.upTime != nil })
    }

    @Test func `many requests to a device not met before ask for its identity once`() async throws {
        let agent = try await agent()
        let target = target(agent, .v3(bert))
        let names = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<30 { group.addTask { try await client.get(.sysName.scalar, from: target).text } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(names == Array(repeating: "core-1", count: 30))
        #expect(try await engineStatistics(target)["snmpInPkts"].map { $0 < 40 } == true)
    }

    private func engineStatistics(_ target: SNMPTarget) async throws -> [String: Int64] {
        let inPackets: OID = [1, 3, 6, 1, 2, 1, 11, 1, 0]
        return ["snmpInPkts": try await client.get(inPackets, from: target).number ?? .max]
    }

    @Test func `each way to be wrong has its own words`() async throws {
        let agent = try await agent()
        let cases: [(USMUser, USMFault.Kind)] = [
            (USMUser("nobody", authentication: right, privacy: leaf), .unknownUser),
            (USMUser("bert", authentication: .init(.sha256, "mapletree!"), privacy: leaf), .wrongAuthentication),
            (USMUser("bert", authentication: right, privacy: .init(.aes128, "mapletree!")), .silentWhenEncrypted),
            (USMUser("anna", authentication: right, privacy: leaf), .unsupportedSecurityLevel),
        ]
        for (user, kind) in cases {
            let error = await #expect(throws: SNMPError.self) {
                try await client.get(.sysName.scalar, from: target(agent, .v3(user), timeout: .milliseconds(200)))
            }
            #expect(error?.code == .insecure, "\(user): \(String(describing: error))")
            #expect((error?.underlying as? USMFault)?.kind == kind, "\(user): \(String(describing: error))")
            #expect(error?.description.contains("maple") == false)
        }
    }

    @Test func `an object is set, and refused where the user may not`() async throws {
        let agent = try await agent()
        let contact = VarBind(.sysContact.scalar, .octetString("ops@example.net"))
        #expect(try await client.set([contact], on: target(agent, .v3(bert))) == [contact])
        #expect(try await client.get(.sysContact.scalar, from: target(agent, .v3(bert))).text == "ops@example.net")
        let anna = USMUser("anna", authentication: right)
        let error = await #expect(throws: SNMPError.self) {
            try await client.set([contact], on: target(agent, .v3(anna)))
        }
        #expect(error?.code == .refused)
        #expect(error?.errorStatus == .noAccess)
    }

    @Test func `a sweep asks devices of every version`() async throws {
        let agent = try await agent()
        let targets = [Credentials.v1("public"), .v2c("public"), .v3(bert)].map { target(agent, $0) }
        var names: [Int: String] = [:]
        for await answer in client.get([.sysName.scalar], from: targets) {
            names[answer.position] = try answer.result.get().first?.value.text
        }
        #expect(names == [0: "core-1", 1: "core-1", 2: "core-1"])
    }

    @Test func `what was learned in an earlier life spares every request but the request itself`() async throws {
        let agent = try await agent()
        let target = target(agent, .v3(bert))
        _ = try await client.get(.sysName.scalar, from: target)
        let known = try #require(try await client.knowledge(of: target))
        let stored = try JSONEncoder().encode(known)
        let packets = try await client.get([1, 3, 6, 1, 2, 1, 11, 1, 0], from: target).number
        let restarted = SNMPClient()
        try await restarted.remember(JSONDecoder().decode(DeviceKnowledge.self, from: stored), of: target)
        let later = try await restarted.get([1, 3, 6, 1, 2, 1, 11, 1, 0], from: target).number
        #expect(later == packets.map { $0 + 1 })
        #expect(!"\(known)".contains("maple"))
        restarted.close()
    }
}
