import Foundation
import TestKit
import Testing

@testable import SNMP

/// Real senders: `snmptrap` and `snmpinform` of Net-SNMP.
@Suite(.timeLimit(.minutes(1)))
struct TrapListenerTests {
    private static let right = USMUser.Authentication(.sha256, "maplesyrup")
    private static let users = [
        USMUser("open"), USMUser("anna", authentication: right),
        USMUser("bert", authentication: right, privacy: .init(.aes128, "mapleleaf")),
        USMUser("carl", authentication: .init(.sha1, "maplesyrup"), privacy: .init(.aes256, "mapleleaf")),
        USMUser("dora", authentication: .init(.sha1, "maplesyrup"), privacy: .init(.aes256, "mapleleaf")),
    ]
    private static let access = TrapAccess(communities: ["public"], users: users)

    /// The end of an event: interface 3 is down.
    private static let linkDown = ["1.3.6.1.6.3.1.1.5.3", "1.3.6.1.2.1.2.2.1.1.3", "i", "3"]
    private static let linkDownOID: OID = [1, 3, 6, 1, 6, 3, 1, 1, 5, 3]
    private static let varBind = VarBind(.ifIndex.appending(3), .integer(3))

    private static func protection(_ user: String) -> [String] {
        switch user {
        case "open": ["-l", "noAuthNoPriv"]
        case "anna": ["-l", "authNoPriv", "-a", "SHA-256", "-A", "maplesyrup"]
        case "carl": ["-l", "authPriv", "-a", "SHA", "-A", "maplesyrup", "-x", "AES-256", "-X", "mapleleaf"]
        case "dora": ["-l", "authPriv", "-a", "SHA", "-A", "maplesyrup", "-x", "AES-256-C", "-X", "mapleleaf"]
        default: ["-l", "authPriv", "-a", "SHA-256", "-A", "maplesyrup", "-x", "AES", "-X", "mapleleaf"]
        }
    }

    private func send(
        _ program: String, _ arguments: [String], to listener: TrapListener, host: String = "127.0.0.1"
    ) throws -> (output: String, status: Int32) {
        let directory = FileManager.default.temporaryDirectory.appending(path: "sender-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        var arguments = arguments
        let place = arguments.firstIndex(of: "HOST") ?? arguments.endIndex
        arguments.replaceSubrange(place..<min(place + 1, arguments.endIndex), with: ["\(host):\(listener.port)"])
        return try ChildProcess(
            "/usr/bin/\(program)", arguments, environment: ["SNMP_PERSISTENT_DIR=\(directory.path)"], package: "snmp"
        ).finish()
    }

    @Test func `a trap of v1 comes in the form of v2`() async throws {
        let listener = try TrapListener(port: 0, access: Self.access)
        let common = ["-v1", "-c", "public", "HOST", "1.3.6.1.4.1.8072.2.3", "10.1.2.3"]
        _ = try send("snmptrap", common + ["6", "17", "12345", "1.3.6.1.2.1.2.2.1.1.3", "i", "3"], to: listener)
        _ = try send("snmptrap", common + ["2", "0", "12346"], to: listener)
        var received = listener.notifications.makeAsyncIterator()
        let own = try #require(await received.next())
        #expect(own.trapOID == [1, 3, 6, 1, 4, 1, 8072, 2, 3, 0, 17])
        #expect(own.upTime == 12_345)
        #expect(own.enterprise == [1, 3, 6, 1, 4, 1, 8072, 2, 3])
        #expect(own.agentAddress == "10.1.2.3")
        #expect(own.address == "127.0.0.1")
        #expect(own.sender == .v1)
        #expect(own.varBinds == [Self.varBind])
        #expect(!own.isInform)
        let standard = try #require(await received.next())
        #expect(standard.trapOID == Self.linkDownOID)
    }

    @Test(arguments: ["snmptrap", "snmpinform"], ["127.0.0.1", "udp6:[::1]"])
    func `notifications of v2c come, and informs are acknowledged`(program: String, host: String) async throws {
        let listener = try TrapListener(port: 0, access: Self.access)
        let (_, status) = try send(
            program, ["-v2c", "-c", "public", "-r", "0", "-t", "10", "HOST", "4711"] + Self.linkDown, to: listener,
            host: host)
        #expect(status == 0)
        var received = listener.notifications.makeAsyncIterator()
        let notification = try #require(await received.next())
        #expect(notification.trapOID == Self.linkDownOID)
        #expect(notification.upTime == 4_711)
        #expect(notification.varBinds == [Self.varBind])
        #expect(notification.isInform == (program == "snmpinform"))
        #expect(notification.sender == .v2c)
        #expect(notification.address == (host == "127.0.0.1" ? "127.0.0.1" : "::1"))
        #expect(listener.statistics.notifications == 1)
    }

    @Test(arguments: users)
    func `traps and informs of v3 come at every level of security`(user: USMUser) async throws {
        let listener = try TrapListener(port: 0, access: Self.access)
        var received = listener.notifications.makeAsyncIterator()
        let common = ["-v3", "-u", user.name, "-r", "0", "-t", "10"] + Self.protection(user.name)
        let engine = EngineID([0x80, 0, 0, 0, 1, 2, 3, 4])
        for _ in 0..<2 {
            _ = try send(
                "snmptrap", common + ["-e", "0x\(engine)", "HOST", "4711"] + Self.linkDown, to: listener)
            let trap = try #require(await received.next())
            #expect(trap.trapOID == Self.linkDownOID && trap.varBinds == [Self.varBind])
            #expect(trap.sender == .v3(user: user.name, level: user.level, engineID: engine))
            #expect(!trap.isInform)
        }
        let (_, status) = try send("snmpinform", common + ["HOST", "4711"] + Self.linkDown, to: listener)
        #expect(status == 0)
        let inform = try #require(await received.next())
        #expect(inform.trapOID == Self.linkDownOID && inform.varBinds == [Self.varBind])
        #expect(inform.isInform)
    }

    @Test func `what is not accepted is explained`() async throws {
        let listener = try TrapListener(port: 0, access: Self.access)
        var refused = listener.refusals.makeAsyncIterator()
        let engine = ["-e", "0x8000000001020304", "HOST", "1"] + Self.linkDown
        func trap(_ user: String, _ protection: [String]) throws {
            _ = try send("snmptrap", ["-v3", "-u", user] + protection + engine, to: listener)
        }
        _ = try send("snmptrap", ["-v2c", "-c", "wrong", "HOST", "1"] + Self.linkDown, to: listener)
        #expect(await refused.next()?.reason == .unknownCommunity)
        try trap("nobody", Self.protection("open"))
        #expect(await refused.next()?.reason == .unknownUser("nobody"))
        try trap("bert", Self.protection("anna"))
        #expect(await refused.next()?.reason == .wrongLevel(Self.users[2], .authNoPriv))
        try trap("anna", ["-l", "authNoPriv", "-a", "SHA-256", "-A", "mapletree!"])
        #expect(await refused.next()?.reason == .wrongAuthentication(Self.users[1]))
        try trap("bert", ["-l", "authPriv", "-a", "SHA-256", "-A", "maplesyrup", "-x", "AES", "-X", "mapletree!"])
        #expect(await refused.next()?.reason == .wrongPrivacy(Self.users[2]))
        #expect(listener.statistics.refused == 5)
        let inform = [
            "-v3", "-u", "anna", "-l", "authNoPriv", "-a", "SHA-256", "-A", "mapletree!", "-r", "0", "HOST", "1",
        ]
        let (output, status) = try send("snmpinform", inform + Self.linkDown, to: listener)
        #expect(output.contains("Authentication failure") && status != 0)
        #expect(await refused.next()?.reason == .wrongAuthentication(Self.users[1]))
    }

    @Test func `notifications that nobody reads are dropped and counted, and informs among them not acknowledged`()
        async throws
    {
        let listener = try TrapListener(port: 0, access: TrapAccess(), capacity: 2)
        let inform = ["-v2c", "-c", "public", "-r", "0", "-t", "1", "HOST", "1"] + Self.linkDown
        for _ in 0..<2 { #expect(try send("snmpinform", inform, to: listener).status == 0) }
        #expect(try send("snmpinform", inform, to: listener).status != 0)
        #expect(listener.statistics.dropped == 1)
        #expect(listener.statistics.notifications == 2)
        var received = listener.notifications.makeAsyncIterator()
        _ = await received.next()
        #expect(try send("snmpinform", inform, to: listener).status == 0, "there is room again")
    }

    @Test func `notifications that nobody reads wait in bounded memory`() async throws {
        let listener = try TrapListener(port: 0, memory: 300_000)
        let socket = try LoopbackSocket()
        socket.connect(to: listener.port)
        let bindings = (1...2_000).map { VarBind(.ifIndex.appending($0), .null) }
        func send(_ id: Int32) async {
            var trap = PDU.linkDown(.trap, requestID: id)
            trap.varBinds += bindings
            let before = listener.statistics
            socket.send(Message(version: .v2c, community: "public", pdu: trap).encoded)
            while listener.statistics == before { await Task.yield() }
        }
        for id in 1...5 { await send(Int32(id)) }
        #expect(listener.statistics.notifications == 1)
        #expect(listener.statistics.dropped == 4)
        var received = listener.notifications.makeAsyncIterator()
        #expect(await received.next()?.varBinds.count == 2_001)
        await send(6)
        #expect(listener.statistics.notifications == 2, "there is room again")
    }

    @Test func `an inform that comes again is acknowledged again and handed on once`() throws {
        let listener = try TrapListener(port: 0)
        let socket = try LoopbackSocket()
        socket.setTimeout(milliseconds: 10_000)
        socket.connect(to: listener.port)
        let inform = Message(version: .v2c, community: "public", pdu: .linkDown(.inform, requestID: 9)).encoded
        for _ in 0..<3 {
            socket.send(inform)
            guard case .datagram(let answer) = socket.receive() else {
                Issue.record("no acknowledgement")
                return
            }
            #expect(try Message(answer).pdu == .linkDown(.response, requestID: 9))
        }
        #expect(listener.statistics.informs == 1)
        #expect(listener.statistics.repeatedInforms == 2)
    }

    @Test func `hostile bytes are counted, and the next trap still comes`() async throws {
        let listener = try TrapListener(port: 0)
        let socket = try LoopbackSocket()
        socket.connect(to: listener.port)
        var generator = Seeded(21)
        for _ in 0..<200 {
            socket.send(
                (0..<Int.random(in: 0...60, using: &generator)).map { _ in .random(in: 0...255, using: &generator) })
        }
        socket.send(Message(version: .v2c, community: "public", pdu: .linkDown(.trap, requestID: 1)).encoded)
        var received = listener.notifications.makeAsyncIterator()
        #expect(await received.next()?.trapOID == Self.linkDownOID)
        #expect(listener.statistics.malformed + listener.statistics.refused == 200)
    }

    @Test func `a listener that is closed ends its notifications and frees its port`() async throws {
        let listener = try TrapListener(on: ["127.0.0.1"], port: 0)
        #expect(throws: SNMPError.self) { try TrapListener(on: ["127.0.0.1"], port: listener.port) }
        listener.close()
        for await _ in listener.notifications {}
        for await _ in listener.refusals {}
    }

    @Test func `an address that is not ours is named in the error`() {
        let error = #expect(throws: SNMPError.self) { try TrapListener(on: ["192.0.2.1"], port: 162) }
        #expect(
            error?.description
                == "Cannot listen for notifications on UDP port 162 of 192.0.2.1: Cannot assign requested address")
        #expect(error?.concernsDevice == false)
    }
}

extension PDU {
    static func linkDown(_ kind: Kind, requestID: Int32) -> PDU {
        PDU(
            kind, requestID: requestID,
            varBinds: [
                VarBind(.sysUpTime.scalar, .timeTicks(4_711)),
                VarBind(.snmpTrapOID.scalar, .oid([1, 3, 6, 1, 6, 3, 1, 1, 5, 3])),
                VarBind(.ifIndex.appending(3), .integer(3)),
            ])
    }
}
