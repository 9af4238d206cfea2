import TestKit
import Testing

@testable import SNMP

struct AuthoritativeEngineTests {
    private static let credential = USMCredential(
        USMUser("bert", authentication: .init(.sha512, "maplesyrup"), privacy: .init(.aes256, "mapleleaf")))

    /// Answers every request on a socket until one has come for which `isLast`.
    private func serve(_ engine: AuthoritativeEngine, on socket: LoopbackSocket, whenDone isLast: (PDU) -> Bool) {
        var engine = engine
        while let (datagram, source) = socket.receiveWithSource() {
            var datagram = datagram
            switch datagram.withUnsafeMutableBytes({ engine.receive($0) }) {
            case .report(let report): socket.send(report, to: source)
            case .ignore: continue
            case .request(let pdu, let context):
                var answer = pdu
                answer.kind = .response
                answer.varBinds = [VarBind(.sysName.scalar, .octetString("served"))]
                var memory = [UInt8](repeating: 0, count: 2_000)
                let reply = memory.withUnsafeMutableBytes { memory in
                    let size = engine.encode(answer, for: context, atEndOf: memory) ?? 0
                    return [UInt8](memory[(memory.count - size)...])
                }
                socket.send(reply, to: source)
                if isLast(pdu) { return }
            }
        }
    }

    @Test func `snmpget of Net-SNMP discovers, synchronises, and understands the answer`() throws {
        let socket = try LoopbackSocket()
        socket.setTimeout(milliseconds: 10_000)
        var engine = AuthoritativeEngine(Capture.engine, boots: 3)
        engine.setClock(boots: 3, time: 4_000)
        engine.add(Self.credential)
        let client = try ChildProcess(
            "/usr/bin/snmpget",
            [
                "-v3", "-On", "-l", "authPriv", "-u", "bert", "-a", "SHA-512", "-A", "maplesyrup", "-x", "AES-256",
                "-X",
                "mapleleaf", "127.0.0.1:\(socket.port)", "1.3.6.1.2.1.1.5.0",
            ], package: "snmp")
        serve(engine, on: socket) { $0.kind == .get }
        let (output, status) = client.finish()
        #expect(output.contains(".1.3.6.1.2.1.1.5.0 = STRING: \"served\""))
        #expect(status == 0)
    }

    @Test(arguments: [
        ("nobody", "SHA-512", "maplesyrup", "AES-256", "mapleleaf", "Unknown user name"),
        ("bert", "SHA-512", "mapletree!", "AES-256", "mapleleaf", "Authentication failure"),
        ("bert", "SHA-512", "maplesyrup", "AES-256", "mapletree!", "Decryption error"),
    ])
    func `snmpget says in words what we report`(
        name: String, hash: String, passphrase: String, privacy: String, privacyPassphrase: String, words: String
    ) throws {
        let socket = try LoopbackSocket()
        var engine = AuthoritativeEngine(Capture.engine, boots: 3)
        engine.add(Self.credential)
        let client = try ChildProcess(
            "/usr/bin/snmpget",
            [
                "-v3", "-On", "-r", "0", "-t", "5", "-l", "authPriv", "-u", name, "-a", hash, "-A", passphrase, "-x",
                privacy,
                "-X", privacyPassphrase, "127.0.0.1:\(socket.port)", "1.3.6.1.2.1.1.5.0",
            ], package: "snmp")
        // Discovery, then the refusal.
        socket.setTimeout(milliseconds: 1_000)
        serve(engine, on: socket) { _ in false }
        #expect(client.finish().output.contains(words))
    }

    @Test func `nothing that comes does harm, and nothing is reported to what wants no Report`() {
        var engine = AuthoritativeEngine(Capture.engine, boots: 10)
        for capture in Capture.all { engine.add(USMCredential(capture.user)) }
        var generator = Seeded(12)
        for round in 0..<Fuzz.count / 4 {
            var datagram = Capture.all[round % Capture.all.count].bytes
            for _ in 0...round % 3 { datagram.mutate(using: &generator) }
            let isReportable = (try? reading(&datagram) { $0.isReportable }) ?? false
            let outcome = datagram.withUnsafeMutableBytes { engine.receive($0) }
            if case .report = outcome { #expect(isReportable) }
        }
    }

    @Test func `the clock decides who is in time`() throws {
        let now = Moment(nanoseconds: 500_000_000_000)
        var engine = AuthoritativeEngine(Capture.engine, boots: Capture.md5.boots, now: now)
        engine.add(USMCredential(Capture.md5.user))
        for (offset, isTimely) in [(0, true), (150, true), (-150, true), (151, false), (-151, false)] {
            engine.setClock(boots: Capture.md5.boots, time: Capture.md5.time + Int32(offset), now: now)
            var datagram = Capture.md5.bytes
            switch datagram.withUnsafeMutableBytes({ engine.receive($0, now: now) }) {
            case .request(let pdu, let context):
                #expect(isTimely)
                #expect(pdu.kind == .getNext && context.level == .authNoPriv)
            case .report(var report):
                #expect(!isTimely)
                let keys = try #require(Capture.md5.keys)
                #expect(
                    try reading(&report) { $0.isGenuine(by: keys) && $0.open(with: nil)?.report == .notInTimeWindow })
            case .ignore: Issue.record("nothing came")
            }
        }
    }
}
