import CSimulators
import Glibc
import SNMP
import Sockets

/// The thread of a fleet: takes requests off the sockets and sends what the agents answer, at once or later.
final class FleetLoop {
    private static let largestRequest = 16_384
    private static let largestReply = 65_507

    private let sockets: [FleetSocket]
    private let otherSocket: FleetSocket
    private let otherTunnel: FleetSocket?
    private let waker: WakePipe
    private let state: FleetState
    private let options: FleetOptions
    private let community: [UInt8]
    private let epoch: Int64

    private let incoming = DatagramBatch(room: FleetLoop.largestRequest)
    private let outgoing = DatagramBatch(room: FleetLoop.largestReply + QuickResponder.headroom)
    /// How many of `outgoing` are to be sent.
    private var outgoingCount = 0
    private let quick = QuickResponder()
    private var luck: SplitMix64
    private var standard: AgentTreatment
    private var exceptions: [UInt32: AgentTreatment] = [:]
    private var networks: [(network: AgentNetwork, treatment: AgentTreatment)] = []
    private let users: [USMCredential]
    private var engines: [UInt32: AgentEngine] = [:]
    private let pdu = UnsafeMutablePointer<UInt8>.allocate(
        capacity: FleetLoop.largestReply + QuickResponder.headroom + 192)
    /// What was set, by address and place in the tree.
    private var settings: [UInt32: [Int: [UInt8]]] = [:]
    private let deadBelow: UInt64

    private var statistics = AgentStatistics()
    private var journal: [JournalEntry] = []
    private var slow: [AgentDatagram] = []
    private var delayed = DelayedReplies()
    /// Replies that wait for the next request to the same agent, or are sent again ahead of its next reply.
    private var behind: [UInt32: AgentDatagram] = [:]
    private var now: Int64 = 0
    private var milliseconds: UInt64 = 0

    init(
        sockets: [FleetSocket], otherSocket: FleetSocket, waker: WakePipe, state: FleetState, options: FleetOptions
    ) {
        self.sockets = sockets
        self.otherSocket = otherSocket
        otherTunnel = sockets.first { $0.kind == .tunnel }.map { FleetSocket(sharing: $0, port: otherSocket.port) }
        self.waker = waker
        self.state = state
        self.options = options
        community = Array(options.community.utf8.prefix(200))
        epoch = options.epoch
        luck = SplitMix64(seed: options.seed)
        deadBelow = UInt64(max(0, min(1, options.deadShare)) * 4_294_967_296)
        users = options.users.map(USMCredential.init)
        now = Self.monotonicNow()
        standard = AgentTreatment(options.behaviour, content: options.content, now: now)
        for (network, behaviour) in options.exceptions {
            let treatment = AgentTreatment(behaviour, content: options.content, now: now)
            // Found at once, where no network before it has the address.
            if network.length == 32, !networks.contains(where: { $0.network.contains(network.first) }) {
                if exceptions[network.first] == nil { exceptions[network.first] = treatment }
            } else {
                networks.append((network, treatment))
            }
        }
    }

    deinit {
        pdu.deallocate()
    }

    var port: UInt16 { sockets[0].port }

    func run() {
        var idleTurns = 0
        while applyChanges() {
            var isIdle = true
            for socket in sockets where options.spins && socket.kind == .v6 ? idleTurns % 64 == 63 : true {
                for _ in 0..<16 {
                    guard serve(socket) else { break }
                    isIdle = false
                }
            }
            sendDue()
            guard isIdle else {
                idleTurns = 0
                continue
            }
            idleTurns += 1
            if !options.spins { wait() }
        }
    }

    private func wait() {
        let descriptors = sockets.map(\.descriptor) + [waker.readEnd]
        let patience = delayed.nextDue.map { max(0, $0 - Self.monotonicNow()) } ?? -1
        csim_wait(descriptors, Int32(descriptors.count), patience)
        waker.clear()
    }

    /// `false` once the fleet is to end.
    private func applyChanges() -> Bool {
        guard let changes = state.takeChanges() else { return false }
        for change in changes {
            let treatment = AgentTreatment(change.behaviour, content: options.content, now: Self.monotonicNow())
            if change.network.mask == .max {
                exceptions[change.network.first] = treatment
                engines[change.network.first] = nil
            } else {
                networks.insert((change.network, treatment), at: 0)
                engines = engines.filter { !change.network.contains($0.key) }
            }
        }
        return true
    }

    private static func monotonicNow() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    private func readClocks() {
        now = Self.monotonicNow()
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        milliseconds = UInt64(max(0, (Int64(time.tv_sec) - epoch) * 1_000 + Int64(time.tv_nsec) / 1_000_000))
    }

    /// Answers a batch of requests; `false` if there was none.
    private func serve(_ socket: FleetSocket) -> Bool {
        let count = socket.receive(incoming, capacity: Self.largestRequest)
        guard count > 0 else { return false }
        readClocks()
        // What was asked for before these requests were sent is in force when they are answered.
        _ = applyChanges()
        for index in 0..<Int(count) { take(incoming.datagrams + index, from: socket) }
        statistics.varBinds = quick.varBinds + slowVarBinds
        // Told before the replies are out: whoever has one finds his request counted.
        state.publish(statistics, journal)
        journal.removeAll(keepingCapacity: true)
        socket.send(outgoing.datagrams, outgoingCount)
        outgoingCount = 0
        for reply in slow { send(reply) }
        slow.removeAll(keepingCapacity: true)
        return true
    }

    private var slowVarBinds = 0

    @inline(__always)
    private func address(of datagram: UnsafeMutablePointer<csim_datagram>, _ socket: FleetSocket) -> UInt32? {
        if socket.kind == .v6 {
            let isLoopback = withUnsafeBytes(of: datagram.pointee.local) {
                $0[15] == 1 && $0[..<15].allSatisfy { $0 == 0 }
            }
            return isLoopback ? AgentFleet.addressOfIPv6 : nil
        }
        let local = datagram.pointee.local
        guard local.0 == 127 || socket.kind == .tunnel else { return nil }
        return UInt32(local.0) << 24 | UInt32(local.1) << 16 | UInt32(local.2) << 8 | UInt32(local.3)
    }

    @inline(__always)
    private func treatment(of address: UInt32) -> AgentTreatment {
        if !exceptions.isEmpty, let exception = exceptions[address] { return exception }
        if !networks.isEmpty, let exception = networks.first(where: { $0.network.contains(address) }) {
            return exception.treatment
        }
        return standard
    }

    private func take(_ datagram: UnsafeMutablePointer<csim_datagram>, from socket: FleetSocket) {
        if socket.kind == .tunnel, datagram.pointee.is_echo != 0 { return answerEcho(datagram, from: socket) }
        statistics.requests += 1
        let bytes = UnsafeBufferPointer(start: UnsafePointer(datagram.pointee.bytes), count: datagram.pointee.size)
        guard let address = address(of: datagram, socket), let header = RequestHeader(bytes) else {
            statistics.rejected += 1
            return
        }
        if options.keepsJournal {
            note(
                header, address, size: bytes.count,
                from: UInt16(datagram.pointee.peer.2) << 8 | UInt16(datagram.pointee.peer.3))
        }
        let treatment = treatment(of: address)
        if deadBelow > 0, AgentDevice.mix(address, 13) < deadBelow {
            statistics.dead += 1
            return
        }
        if treatment.hasChances {
            switch treatment.fate(at: now, luck: .random(in: 0..<1, using: &luck)) {
            case .answered: break
            case .lost:
                statistics.lost += 1
                return
            case .dead:
                statistics.dead += 1
                return
            }
        }
        if header.version == 3 {
            answerUser(datagram, from: socket, address, treatment)
            return
        }
        guard let tree = tree(for: header, treatment), !treatment.behaviour.faults.contains(.noCommunity) else {
            statistics.rejected += 1
            return
        }
        let device = treatment.device(address, milliseconds: milliseconds, now: now)
        let request = Request(
            datagram: datagram, socket: socket, address: address, header: header, treatment: treatment, tree: tree)
        if treatment.isPlain, settings.isEmpty || settings[address] == nil, answerQuickly(request, device) { return }
        answer(request, device)
    }

    /// Who is dead or away does not answer a ping either, and the way loses and delays it as it does requests.
    private func answerEcho(_ datagram: UnsafeMutablePointer<csim_datagram>, from socket: FleetSocket) {
        guard let address = address(of: datagram, socket) else { return }
        statistics.echoes += 1
        let treatment = treatment(of: address)
        let behaviour = treatment.behaviour
        guard !treatment.isAway(at: now), !(deadBelow > 0 && AgentDevice.mix(address, 13) < deadBelow) else {
            statistics.dead += 1
            return
        }
        for share in [behaviour.loss, behaviour.replyLoss] where share > 0 && isLost(share) { return }
        let reply = AgentDatagram(
            bytes: Array(UnsafeBufferPointer(start: datagram.pointee.bytes, count: datagram.pointee.size)),
            socket: socket, peer: datagram.pointee.peer, local: datagram.pointee.local, isEcho: true)
        let delay = behaviour.delay.nanoseconds
        if delay > 0 { delayed.add(reply, due: now + delay) } else { slow.append(reply) }
    }

    private struct Request {
        let datagram: UnsafeMutablePointer<csim_datagram>
        let socket: FleetSocket
        let address: UInt32
        let header: RequestHeader
        let treatment: AgentTreatment
        let tree: AgentTree
    }

    private func engine(of device: AgentDevice, _ treatment: AgentTreatment) -> AgentEngine {
        if let engine = engines[device.address] { return engine }
        let engine = AgentEngine(of: device, treatment.behaviour, users: users)
        engines[device.address] = engine
        return engine
    }

    /// v3: who asks, and what, is the engine's to judge.
    private func answerUser(
        _ datagram: UnsafeMutablePointer<csim_datagram>, from socket: FleetSocket, _ address: UInt32,
        _ treatment: AgentTreatment
    ) {
        let device = treatment.device(address, milliseconds: milliseconds, now: now)
        let engine = engine(of: device, treatment)
        let bytes = UnsafeMutableRawBufferPointer(start: datagram.pointee.bytes, count: datagram.pointee.size)
        switch engine.receive(bytes) {
        case .silence: statistics.rejected += 1
        case .report(var report):
            guard let header = RequestHeader(bytes) else { return }
            if treatment.behaviour.faults.contains(.wrongReportID) {
                report = AgentEngine.report(report, withID: .max)
            }
            let request = Request(
                datagram: datagram, socket: socket, address: address, header: header, treatment: treatment,
                tree: treatment.tree)
            deliver(report, answering: request, varBinds: 1)
        case .request(let pdu, let context):
            let name = String(decoding: context.contextName.bytes, as: UTF8.self)
            let tree = name.isEmpty ? treatment.tree : treatment.contexts[name]
            let request = Request(
                datagram: datagram, socket: socket, address: address, header: RequestHeader(pdu: pdu),
                treatment: treatment, tree: tree ?? treatment.tree)
            guard tree != nil else {
                if let report = engine.refuseContext(of: pdu, for: context) {
                    deliver(report, answering: request, varBinds: 1)
                }
                return
            }
            answer(request, device, by: engine, context)
        }
    }

    private func answer(
        _ request: Request, _ device: AgentDevice, by engine: AgentEngine, _ context: AuthoritativeEngine.ReplyContext
    ) {
        let size = min(request.treatment.behaviour.replySize, Self.largestReply, max(484, context.maximumSize))
        let isPlain = request.treatment.isPlain && (settings.isEmpty || settings[request.address] == nil)
        let room = max(0, size - 200)
        if isPlain,
            let written = quick.answer(
                request.header.rest, isV1: false, from: request.tree, of: device, to: pdu, room: room)
        {
            let encoded = UnsafeRawBufferPointer(start: written.start, count: written.end - written.start)
            let out = UnsafeMutableRawBufferPointer(
                start: outgoing.bytes(outgoingCount), count: min(Self.largestReply, encoded.count + 512))
            guard let count = engine.encode(encoded, for: context, atEndOf: out), let start = out.baseAddress else {
                return
            }
            statistics.replies += 1
            if request.treatment.behaviour.replyLoss > 0, isLost(request.treatment.behaviour.replyLoss) { return }
            queue(start.assumingMemoryBound(to: UInt8.self) + (out.count - count), count, answering: request)
            return
        }
        guard let reply = considered(request, device) else { return }
        let encoded = reply.encoded(with: request.treatment.behaviour.faults)
        let bytes = withUnsafeTemporaryAllocation(byteCount: encoded.count + 512, alignment: 16) { memory in
            encoded.withUnsafeBytes { engine.encode($0, for: context, atEndOf: memory) }
                .map { [UInt8](memory[(memory.count - $0)...]) }
        }
        if let bytes { deliver(bytes, answering: request, varBinds: reply.cells.count) }
    }

    /// What the community gives access to: `public@10` to the context `10`.
    @inline(__always)
    private func tree(for header: RequestHeader, _ treatment: AgentTreatment) -> AgentTree? {
        let given = header.community
        if given.count == community.count, given.elementsEqual(community) { return treatment.tree }
        guard !treatment.contexts.isEmpty, given.count > community.count, given.starts(with: community),
            given[community.count] == UInt8(ascii: "@")
        else { return nil }
        let name = given[(community.count + 1)...]
        return treatment.contexts[String(decoding: name, as: UTF8.self)]
    }

    private func note(_ header: RequestHeader, _ address: UInt32, size: Int, from peerPort: UInt16) {
        let request = header.version == 3 ? nil : AgentRequest(header.rest, isV1: header.version == 0)
        journal.append(
            JournalEntry(
                address: AgentNetwork.text(address), operation: request?.operation, id: request?.id ?? 0,
                oids: request?.cells.map { OID(arcs: BER.arcs(of: $0.oid)) ?? OID() } ?? [],
                repetitions: request?.operation == Operation.getBulk ? request?.second ?? 0 : 0, size: size,
                peerPort: peerPort, at: .milliseconds(Int64(milliseconds))))
    }
}

/// The two ways to answer.
extension FleetLoop {
    /// Where the fields of a message lie that is nothing but the three of v1 and v2c.
    private func answerQuickly(_ request: Request, _ device: borrowing AgentDevice) -> Bool {
        let size = min(request.treatment.behaviour.replySize, Self.largestReply)
        let overhead = request.header.community.count + 32
        guard
            let pdu = quick.answer(
                request.header.rest, isV1: request.header.version == 0, from: request.tree, of: device,
                to: outgoing.bytes(outgoingCount), room: max(0, size - overhead))
        else { return false }
        let given = request.header.community
        var start = pdu.start - given.count
        if let source = given.baseAddress { start.update(from: source, count: given.count) }
        start = QuickResponder.pushHeader(BER.octetString, given.count, before: start)
        start = QuickResponder.push(request.header.version, before: start)
        start = QuickResponder.pushHeader(BER.sequence, pdu.end - start, before: start)
        statistics.replies += 1
        if request.treatment.behaviour.replyLoss > 0, isLost(request.treatment.behaviour.replyLoss) { return true }
        queue(start, pdu.end - start, answering: request)
        return true
    }

    /// What lies in the memory of the next datagram to be sent is one.
    @inline(__always)
    private func queue(_ start: UnsafeMutablePointer<UInt8>, _ size: Int, answering request: Request) {
        let reply = outgoing.datagrams + outgoingCount
        reply.pointee.bytes = start
        reply.pointee.size = size
        reply.pointee.peer = request.datagram.pointee.peer
        reply.pointee.local = request.datagram.pointee.local
        outgoingCount += 1
    }

    private func isLost(_ share: Double) -> Bool {
        guard Double.random(in: 0..<1, using: &luck) < share else { return false }
        statistics.lost += 1
        return true
    }

    private func answer(_ request: Request, _ device: AgentDevice) {
        guard let reply = considered(request, device) else { return }
        let pdu = reply.encoded(with: request.treatment.behaviour.faults)
        deliver(message(pdu, to: request), answering: request, varBinds: reply.cells.count)
    }

    /// What an agent answers that does not do all by the book, or was told something by SET.
    private func considered(_ request: Request, _ device: AgentDevice) -> AgentReply? {
        guard let asked = AgentRequest(request.header.rest, isV1: request.header.version == 0) else {
            statistics.rejected += 1
            return nil
        }
        let responder = AgentResponder(
            tree: request.tree, device: device, behaviour: request.treatment.behaviour,
            settings: settings[request.address] ?? [:], isCold: request.treatment.isCold())
        let reply: AgentReply?
        if asked.operation == Operation.set {
            let outcome = responder.set(asked)
            if !outcome.settings.isEmpty { settings[request.address] = outcome.settings }
            reply = outcome.reply
        } else {
            reply = responder.reply(to: asked)
        }
        slowVarBinds += reply?.cells.count ?? 0
        return reply
    }

    private func message(_ pdu: [UInt8], to request: Request) -> [UInt8] {
        let faults = request.treatment.behaviour.faults
        let form = BERForm(faults)
        let community = faults.contains(.wrongCommunity) ? Array("another".utf8) : Array(request.header.community)
        let fields = form.integer(request.header.version) + form.element(BER.octetString, community) + pdu
        if faults.contains(.indefiniteLength) { return [BER.sequence, 0x80] + fields + [0, 0] }
        if faults.contains(.garbage) { return Array("HTTP/1.1 400 Bad Request\r\n".utf8) }
        let message = form.element(BER.sequence, fields)
        if faults.contains(.truncated) { return message.dropLast(3) }
        return faults.contains(.trailingBytes) ? message + [0, 0xFF, 0x30] : message
    }

    private func deliver(_ bytes: [UInt8], answering request: Request, varBinds: Int) {
        let behaviour = request.treatment.behaviour
        let faults = behaviour.faults
        statistics.replies += 1
        if behaviour.replyLoss > 0, isLost(behaviour.replyLoss) { return }
        if let limit = behaviour.lostAbove, bytes.count > limit {
            statistics.lost += 1
            return
        }
        var local = request.datagram.pointee.local
        if faults.contains(.foreignAddress) { (local.1, local.2, local.3) = (~local.1, ~local.2, ~local.3) }
        let reply = AgentDatagram(
            bytes: bytes, socket: faults.contains(.foreignPort) ? other(than: request.socket) : request.socket,
            peer: request.datagram.pointee.peer, local: local)
        guard let due = request.treatment.due(at: now, varBinds: varBinds, luck: .random(in: 0..<1, using: &luck))
        else {
            statistics.lost += 1
            return
        }
        guard due <= now else {
            delayed.add(reply, due: due)
            return
        }
        if faults.contains(.oneBehind) {
            if let previous = behind.updateValue(reply, forKey: request.address) { slow.append(previous) }
            return
        }
        if faults.contains(.stale), let previous = behind.updateValue(reply, forKey: request.address) {
            slow.append(previous)
        }
        for _ in 0..<(faults.contains(.duplicates) ? 3 : 1) { slow.append(reply) }
    }

    /// One that sends from another port.
    private func other(than socket: FleetSocket) -> FleetSocket {
        socket.kind == .tunnel ? otherTunnel ?? otherSocket : otherSocket
    }

    private func send(_ reply: AgentDatagram) {
        var bytes = reply.bytes
        bytes.withUnsafeMutableBufferPointer { bytes in
            var datagram = csim_datagram(
                bytes: bytes.baseAddress, size: bytes.count, peer: reply.peer, local: reply.local,
                is_echo: reply.isEcho ? 1 : 0)
            reply.socket.send(&datagram, 1)
        }
    }

    private func sendDue() {
        guard delayed.nextDue != nil else { return }
        let now = Self.monotonicNow()
        while let reply = delayed.take(at: now) { send(reply) }
    }
}
