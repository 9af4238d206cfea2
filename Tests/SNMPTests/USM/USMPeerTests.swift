import CAllocations
import TestKit
import Testing

@testable import SNMP

/// Transcripts between a peer and an engine of the RFC, with no socket and no time between them but what the test lets pass.
struct USMPeerTests {
    static let user = USMUser(
        "bert", authentication: .init(.sha256, "maplesyrup"), privacy: .init(.aes128, "mapleleaf"))
    static let credential = USMCredential(user)
    static let plain = USMCredential(USMUser("bert"))
    static let authenticated = USMCredential(USMUser("bert", authentication: .init(.sha256, "maplesyrup")))

    @Test(arguments: [plain, authenticated, credential])
    func `a device is discovered, then answers, and is not discovered again`(credential: USMCredential) {
        var talk = Talk(credential)
        talk.engine.add(credential)
        #expect(talk.ask() == .answer)
        #expect(talk.log == ["discovery", "request"])
        #expect(talk.ask() == .answer)
        #expect(talk.log == ["discovery", "request", "request"])
    }

    @Test(arguments: [plain, authenticated, credential])
    func `a network that delivers everything twice makes no difference`(credential: USMCredential) {
        var talk = Talk(credential)
        talk.engine.add(credential)
        talk.duplicates = true
        for _ in 0..<3 { #expect(talk.ask() == .answer) }
        talk.engine.setClock(boots: 5, time: 0, now: talk.now)
        #expect(talk.ask() == .answer)
    }

    @Test func `an engine whose time has moved is followed`() {
        var talk = Talk(Self.credential)
        talk.engine.add(Self.credential)
        #expect(talk.ask() == .answer)
        talk.pass(seconds: 3_600)
        #expect(talk.ask() == .answer)
        talk.engine.setClock(boots: 2, time: 7, now: talk.now)
        #expect(talk.ask() == .answer)
        #expect(talk.log == ["discovery", "request", "request", "request", "request"])
        #expect(talk.peer.clock(at: talk.now)?.boots == 2)
        #expect(talk.peer.takeNotice() == nil)
    }

    @Test func `an engine that sets its clock back without counting is followed, and that is told`() {
        var talk = Talk(Self.credential)
        talk.engine.setClock(boots: 4, time: 90_000, now: talk.now)
        talk.engine.add(Self.credential)
        #expect(talk.ask() == .answer)
        talk.engine.setClock(boots: 4, time: 5, now: talk.now)
        #expect(talk.ask() == .answer)
        #expect(talk.peer.takeNotice()?.kind == .clockWentBack)
        #expect(talk.peer.takeNotice() == nil)
        #expect(talk.ask() == .answer)
        #expect(talk.log.count == 5)
    }

    @Test func `an engine that never counts its boots is taken`() {
        var talk = Talk(Self.credential)
        talk.engine.setClock(boots: 0, time: 50, now: talk.now)
        talk.engine.add(Self.credential)
        #expect(talk.ask() == .answer)
        #expect(talk.ask() == .answer)
    }

    @Test func `after a restart of ours a device is asked without discovery`() {
        var talk = Talk(Self.credential)
        talk.engine.add(Self.credential)
        #expect(talk.ask() == .answer)
        let snapshot = talk.peer.snapshot(now: talk.now, wallClock: 1_000_000)
        talk.pass(seconds: 600)
        talk.log = []
        if let snapshot {
            talk.peer = USMPeer(Self.credential, snapshot, now: talk.now, wallClock: 1_600_000)
        }
        #expect(talk.ask() == .answer)
        #expect(talk.log == ["request"])
    }

    @Test func `after a restart of ours with the wall clock wrong, one message more is needed`() {
        var talk = Talk(Self.credential)
        talk.engine.add(Self.credential)
        #expect(talk.ask() == .answer)
        let snapshot = talk.peer.snapshot(now: talk.now, wallClock: 1_000_000)
        talk.log = []
        if let snapshot {
            talk.peer = USMPeer(Self.credential, snapshot, now: talk.now, wallClock: 900_000_000)
        }
        #expect(talk.ask() == .answer)
        #expect(talk.log == ["request", "request"])
    }

    @Test func `a user whom the device does not know is told apart`() {
        var talk = Talk(Self.credential)
        #expect(talk.ask() == .silence(.unknownUser))
        var open = Talk(Self.plain)
        #expect(open.ask() == .failed(.unknownUser), "nothing could be more certain without keys")
    }

    @Test func `a wrong authentication passphrase is told apart`() {
        let other = USMCredential(USMUser("bert", authentication: .init(.sha256, "mapletree!")))
        var talk = Talk(Self.authenticated)
        talk.engine.add(other)
        #expect(talk.ask() == .silence(.wrongAuthentication))
    }

    @Test func `a wrong privacy passphrase is told apart, whether the device reports it or says nothing`() {
        let other = USMCredential(
            USMUser("bert", authentication: .init(.sha256, "maplesyrup"), privacy: .init(.aes128, "mapletree!")))
        var talk = Talk(Self.credential)
        talk.engine.add(other)
        #expect(talk.ask() == .failed(.wrongPrivacy))
        talk.answersDecryptionErrors = false
        #expect(talk.ask() == .silence(.silentWhenEncrypted))
        var fresh = Talk(Self.credential)
        fresh.engine.add(other)
        fresh.answersDecryptionErrors = false
        #expect(fresh.ask() == .silence(.silentWhenEncrypted))
        #expect(fresh.log.contains("synchronisation"))
    }

    @Test func `a security level that the device does not grant is told apart`() {
        var talk = Talk(Self.credential)
        talk.engine.add(Self.plain)
        #expect(talk.ask() == .silence(.unsupportedSecurityLevel))
        var open = Talk(Self.plain)
        open.engine.add(Self.credential)
        #expect(open.ask() == .failed(.unsupportedSecurityLevel))
    }

    @Test func `a device that says nothing at all has no fault but silence`() {
        var talk = Talk(Self.credential)
        talk.isSilent = true
        #expect(talk.ask() == .silence(nil))
    }

    @Test func `an engine whose boots have run out is named`() {
        var talk = Talk(Self.authenticated)
        talk.engine.add(Self.authenticated)
        talk.engine.setClock(boots: .max, time: 1, now: talk.now)
        #expect(talk.ask() == .failed(.bootsExhausted))
    }

    @Test(arguments: [KeyExtension.blumenthal, .reeder], [true, false])
    func `the way to extend a key is found and remembered`(way: KeyExtension, reports: Bool) {
        let credential = USMCredential(
            USMUser("bert", authentication: .init(.sha1, "maplesyrup"), privacy: .init(.aes256, "mapleleaf")))
        var talk = Talk(credential)
        talk.engine.add(credential, extension: way)
        talk.answersDecryptionErrors = reports
        #expect(talk.ask() == .answer)
        talk.log = []
        #expect(talk.ask() == .answer)
        #expect(talk.log == ["request"])
        let snapshot = talk.peer.snapshot(now: talk.now, wallClock: 0)
        #expect(snapshot?.keyExtension == way)
        #expect((talk.peer.storedKeys != nil) == (way == .reeder))
        if let snapshot {
            talk.peer = USMPeer(
                credential, snapshot, storedKeys: talk.peer.storedKeys, now: talk.now, wallClock: 0)
        }
        talk.log = []
        #expect(talk.ask() == .answer)
        #expect(talk.log == ["request"])
    }

    @Test func `a device that was replaced is asked in the other's place`() {
        var talk = Talk(Self.credential)
        talk.engine.add(Self.credential)
        #expect(talk.ask() == .answer)
        let old = talk.engine.id
        talk.engine = AuthoritativeEngine(EngineID([9, 9, 9, 9, 9]), boots: 1, now: talk.now)
        talk.engine.add(Self.credential)
        #expect(talk.ask() == .answer)
        #expect(talk.peer.engineID == talk.engine.id)
        #expect(talk.peer.takeNotice()?.kind == .engineChanged(from: old, to: talk.engine.id))
        talk.log = []
        #expect(talk.ask() == .answer)
        #expect(talk.log == ["request"])
    }

    @Test func `discovery answered with a Report of the wrong kind is understood`() {
        var talk = Talk(Self.authenticated)
        talk.engine.add(Self.authenticated)
        talk.discoveryReport = .unknownUserName
        #expect(talk.ask() == .answer)
    }

    @Test func `an operator can have the clock asked for again`() {
        var talk = Talk(Self.credential)
        talk.engine.add(Self.credential)
        #expect(talk.ask() == .answer)
        talk.peer.resynchronise()
        talk.log = []
        #expect(talk.ask() == .answer)
        #expect(talk.log == ["request", "request"])
    }

    @Test func `a forged Report moves neither clock nor engine, ends nothing, and is bounded in what it makes us send`()
    {
        for report in [
            USMReport.unknownEngineID, .notInTimeWindow, .unknownUserName, .wrongDigest, .decryptionError,
            .unsupportedSecurityLevel, .unknownContext,
        ] {
            for engine in [nil, EngineID([6, 6, 6, 6, 6, 6])] {
                var talk = Talk(Self.credential)
                talk.engine.add(Self.credential)
                #expect(talk.ask() == .answer)
                let clock = talk.peer.clock(at: talk.now)?.time
                talk.log = []
                talk.forgery = (report, engine ?? talk.engine.id)
                #expect(talk.ask() == .answer, "\(report)")
                #expect(talk.log.count <= 16)
                #expect(talk.peer.clock(at: talk.now)?.time == clock)
                #expect(talk.peer.engineID == talk.engine.id)
                talk.forgery = nil
                talk.log = []
                #expect(talk.ask() == .answer)
                #expect(talk.log == ["request"])
            }
        }
    }

    @Test func `forged Reports alone never make us send for ever`() {
        var talk = Talk(Self.credential)
        talk.isSilent = true
        talk.forgery = (.notInTimeWindow, EngineID([6, 6, 6, 6, 6, 6]))
        _ = talk.ask()
        #expect(talk.log.count < 20)
    }

    @Test func `an answer without the protection of the request is passed over`() {
        var talk = Talk(Self.credential)
        talk.engine.add(Self.credential)
        #expect(talk.ask() == .answer)
        talk.answerLevel = .authNoPriv
        #expect(talk.ask() == .silence(nil))
        talk.answerLevel = .noAuthNoPriv
        #expect(talk.ask() == .silence(nil))
    }

    @Test func `a late answer under the other way to extend the key is still read`() {
        let credential = USMCredential(
            USMUser("bert", authentication: .init(.md5, "maplesyrup"), privacy: .init(.aes256, "mapleleaf")))
        var talk = Talk(credential)
        talk.engine.add(credential, extension: .blumenthal)
        talk.delaysFirstAnswer = true
        #expect(talk.ask() == .answer)
        #expect(talk.peer.snapshot(now: talk.now, wallClock: 0)?.keyExtension == .blumenthal)
    }

    @Test func `no two messages have the same salt`() {
        var talk = Talk(Self.credential)
        talk.engine.add(Self.credential)
        for _ in 0..<50 { #expect(talk.ask() == .answer) }
        #expect(talk.salts.count == 50)
        #expect(Set(talk.salts).count == 50)
    }

    @Test func `whatever comes under the identifier of a request, nothing breaks`() {
        var generator = Seeded(11)
        var talk = Talk(Self.credential)
        talk.engine.add(Self.credential)
        for _ in 0..<3_000 {
            talk.mutation = { datagram in
                for _ in 0..<2 { datagram.mutate(using: &generator) }
            }
            _ = talk.ask()
            talk.mutation = nil
            #expect(talk.ask() == .answer)
        }
    }

    @Test func `a request and its reply allocate nothing in a release build`() throws {
        var talk = Talk(Self.credential)
        talk.engine.add(Self.credential)
        #expect(talk.ask() == .answer)
        // A copy of its own before anything is counted.
        var reply = try #require(talk.lastAnswer) + [0]
        let request = encoded { $0.wholePDU(PDU(.get, varBinds: [VarBind(.sysName.scalar)])) }
        let contextName = OctetString([])
        var exchange = USMExchange()
        let before = callocations_of_this_thread()
        let size = withUnsafeTemporaryAllocation(byteCount: 1_000, alignment: 8) { memory in
            request.withUnsafeBytes { pdu in
                talk.peer.encode(
                    &exchange, messageID: 1, contextName: contextName, now: talk.now, atEndOf: memory,
                    pdu: { $0.prepend(pdu) })
            }
        }
        let kind = try reading(&reply) { message in
            guard case .response(let scoped) = talk.peer.receive(message, for: &exchange, now: talk.now) else {
                return UInt8(0)
            }
            return scoped.kind
        }
        let taken = callocations_of_this_thread() - before
        #if !DEBUG
            #expect(taken == 0)
        #endif
        #expect(taken < 4_096)
        #expect(size != nil && kind == PDU.Kind.response.rawValue)
    }

    @Test func `a peer is small`() {
        #expect(MemoryLayout<USMPeer>.size <= 480)
        #expect(MemoryLayout<USMExchange>.size <= 64)
    }
}

/// A peer and an engine, and the wire between them.
struct Talk {
    var peer: USMPeer
    var engine: AuthoritativeEngine
    var now = Moment(nanoseconds: 1_000_000_000_000)
    /// What the peer sent.
    var log: [String] = []
    var salts: [[UInt8]] = []
    var isSilent = false
    var answersDecryptionErrors = true
    var answerLevel: SecurityLevel?
    /// A Report that comes before each answer of the engine, as if from an engine of that identifier.
    var forgery: (USMReport, EngineID)?
    /// What the engine reports in place of an unknown engine identifier.
    var discoveryReport: USMReport?
    /// Brings everything twice.
    var duplicates = false
    /// Holds back the first answer to a request until the second was sent.
    var delaysFirstAnswer = false
    var mutation: ((inout [UInt8]) -> Void)?
    /// What the engine sent last.
    private(set) var lastAnswer: [UInt8]?
    private var messageID: Int32 = 77

    enum Result: Equatable {
        case answer
        case failed(USMFault.Kind)
        case silence(USMFault.Kind?)
    }

    init(_ credential: USMCredential) {
        peer = USMPeer(credential)
        engine = AuthoritativeEngine(Capture.engine, boots: 1, now: now)
    }

    mutating func pass(seconds: Int64) {
        now = now + seconds * 1_000_000_000
    }

    /// One request, sent again twice for want of an answer.
    mutating func ask() -> Result {
        messageID += 1
        var exchange = USMExchange()
        var held: [[UInt8]] = []
        for attempt in 0..<3 {
            if attempt > 0 { peer.timedOut(&exchange) }
            var isDue = true
            while isDue {
                isDue = false
                var arrivals = answers(to: send(&exchange)) + held
                held = []
                if duplicates { arrivals = arrivals.flatMap { [$0, $0] } }
                if delaysFirstAnswer, exchange.sent == .request {
                    delaysFirstAnswer = false
                    held = arrivals
                    arrivals = []
                }
                for datagram in arrivals {
                    switch receive(datagram, &exchange) {
                    case .response: return .answer
                    case .failed(let fault): return .failed(fault.kind)
                    case .sendAgain: isDue = true
                    case .wait: continue
                    }
                }
            }
        }
        return .silence(peer.fault(of: exchange)?.kind)
    }

    private mutating func send(_ exchange: inout USMExchange) -> [UInt8] {
        let pdu = PDU(.get, requestID: messageID, varBinds: [VarBind(.sysName.scalar)])
        var memory = [UInt8](repeating: 0, count: 2_000)
        var datagram = memory.withUnsafeMutableBytes { memory in
            let size = peer.encode(
                &exchange, messageID: messageID, contextName: "", now: now, atEndOf: memory, pdu: { $0.wholePDU(pdu) })
            return size.map { [UInt8](memory[(memory.count - $0)...]) } ?? []
        }
        log.append("\(exchange.sent)")
        if let salt = try? reading(&datagram, { [UInt8]($0.salt) }), !salt.isEmpty { salts.append(salt) }
        return datagram
    }

    private enum Received { case response, sendAgain, wait, failed(USMFault) }

    private mutating func receive(_ datagram: [UInt8], _ exchange: inout USMExchange) -> Received {
        var datagram = datagram
        mutation?(&datagram)
        return datagram.withUnsafeMutableBytes { memory in
            guard let message = try? USMMessage(memory), message.messageID == messageID else { return .wait }
            switch peer.receive(message, for: &exchange, now: now) {
            case .response(let scoped):
                return (try? scoped.decoded())?.varBinds.first?.oid == .sysName.scalar ? .response : .wait
            case .sendAgain: return .sendAgain
            case .wait: return .wait
            case .failed(let fault): return .failed(fault)
            }
        }
    }

    private mutating func answers(to datagram: [UInt8]) -> [[UInt8]] {
        var datagram = datagram
        var answers: [[UInt8]] = []
        if let (report, engine) = forgery { answers.append(forged(report, engine)) }
        guard !isSilent else { return answers }
        let outcome = datagram.withUnsafeMutableBytes { engine.receive($0, now: now) }
        switch outcome {
        case .request(let pdu, let context):
            answers.append(answer(pdu, context))
            lastAnswer = answers.last
        case .report(let bytes): answers += reported(bytes)
        case .ignore: break
        }
        return answers
    }

    private mutating func answer(_ pdu: PDU, _ context: AuthoritativeEngine.ReplyContext) -> [UInt8] {
        var pdu = pdu
        pdu.kind = .response
        let context = answerLevel.map { context.at($0) } ?? context
        var memory = [UInt8](repeating: 0, count: 2_000)
        return memory.withUnsafeMutableBytes { memory in
            let size = engine.encode(pdu, for: context, now: now, atEndOf: memory) ?? 0
            return [UInt8](memory[(memory.count - size)...])
        }
    }

    private func reported(_ datagram: [UInt8]) -> [[UInt8]] {
        var copy = datagram
        let report = try? reading(&copy) { $0.open(with: nil)?.report }
        if report == .decryptionError, !answersDecryptionErrors { return [] }
        if report == .unknownEngineID, let discoveryReport { return [forged(discoveryReport, engine.id)] }
        return [datagram]
    }

    private func forged(_ report: USMReport, _ engine: EngineID) -> [UInt8] {
        let envelope = USMEnvelope(
            messageID: messageID, level: .noAuthNoPriv, isReportable: false, engineID: engine, boots: 900, time: 1,
            userName: "", contextEngineID: engine, salt: 0)
        return encoded(envelope, nil, PDU(.report, varBinds: [VarBind(report.object, .counter32(1))]))
    }
}
