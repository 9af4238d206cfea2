import Synchronization

/// Asks many devices at once over a few sockets.
///
/// One client serves any number of devices and tasks; requests are answered in whatever order the replies come. It opens its
/// sockets when they are first needed and closes them with ``close()``, or when the last reference goes. A task that is
/// cancelled gets ``SNMPError/Code/cancelled`` at once.
public final class SNMPClient: Sendable {
    private enum State {
        case idle
        case running(Mailbox)
        case closed

        var mailbox: Mailbox? {
            guard case .running(let mailbox) = self else { return nil }
            return mailbox
        }
    }

    private let state = Mutex(State.idle)

    /// A client without sockets yet.
    public init() {}

    deinit {
        close()
    }

    /// Gives up what is under way with ``SNMPError/Code/closed`` and closes the sockets.
    public func close() {
        let mailbox = state.withLock { state in
            defer { state = .closed }
            return state.mailbox
        }
        mailbox?.stop()
    }

    /// What was sent and received so far; zeros if nothing was, or the client is closed.
    public var statistics: SNMPStatistics {
        get async {
            await withCheckedContinuation { continuation in
                let mailbox = state.withLock { $0.mailbox }
                if mailbox?.post(.report(continuation)) != true { continuation.resume(returning: SNMPStatistics()) }
            }
        }
    }

    /// The values of those instances, in that order.
    ///
    /// An instance that the agent does not have comes as ``SNMPValue/noSuchObject`` or ``SNMPValue/noSuchInstance``, from
    /// agents of v1 too, and does not keep the others from coming. It takes one request, or more if the agent cannot answer
    /// so many at once.
    public func get(_ oids: [OID], from target: SNMPTarget) async throws(SNMPError) -> [VarBind] {
        try await get(oids, from: target, tolerance: .missing).varBinds
    }

    /// The system group of a device, in one request if the agent has all of it.
    public func system(of target: SNMPTarget) async throws(SNMPError) -> SystemGroup {
        let (varBinds, roundTrip) = try await get(SystemGroup.objects, from: target, tolerance: .any)
        return SystemGroup(varBinds, roundTrip: roundTrip)
    }

    /// The instance that follows each of those, with its value (RFC 3416 §4.2.2). Where nothing follows, the value is
    /// ``SNMPValue/endOfMibView``; an agent of v1 refuses with ``ErrorStatus/noSuchName``.
    public func getNext(_ oids: [OID], from target: SNMPTarget) async throws(SNMPError) -> [VarBind] {
        let pdu = try await reply(to: .getNext(oids), of: target).pdu
        try pdu.throwError(of: target, asked: oids)
        guard pdu.varBinds.count == oids.count else {
            throw .unexpectedReply(target, "it has \(pdu.varBinds.count) values for \(oids.count) objects")
        }
        return pdu.varBinds
    }

    /// What follows: once for each of the first `nonRepeaters`, and up to `maxRepetitions` times for each of the others, row
    /// by row (RFC 3416 §4.2.3). The agent may send fewer. Agents of v1 do not know the operation.
    public func getBulk(
        _ oids: [OID], nonRepeaters: Int = 0, maxRepetitions: Int, from target: SNMPTarget
    ) async throws(SNMPError) -> [VarBind] {
        let request = Request.getBulk(oids, nonRepeaters: nonRepeaters, maxRepetitions: maxRepetitions)
        let reply = try await reply(to: request, of: target).pdu
        try reply.throwError(of: target, asked: oids)
        return reply.varBinds
    }

    /// All instances below `root`, or `root` itself if it is an instance.
    public func walk(
        _ root: OID, of target: SNMPTarget, options: WalkOptions = WalkOptions()
    ) -> SNMPWalk {
        SNMPWalk(root, client: self, target: target, options: options)
    }

    /// The rows of a table by some of its columns: `client.table([.ifName, .ifOperStatus], of: router)`. Columns of different
    /// tables with the same index go together: those of `ifTable` and `ifXTable`.
    public func table(
        _ columns: [OID], of target: SNMPTarget, options: WalkOptions = WalkOptions()
    ) -> SNMPTable {
        SNMPTable(columns, client: self, target: target, options: options)
    }

    private func get(
        _ oids: [OID], from target: SNMPTarget, tolerance: GetPlan.Tolerance
    ) async throws(SNMPError) -> (varBinds: [VarBind], roundTrip: Duration?) {
        var plan = GetPlan(oids, tolerance: tolerance)
        var roundTrip: Duration?
        while true {
            switch plan.next() {
            case .done(let varBinds):
                return (varBinds, roundTrip)
            case .ask(let batch):
                let reply = try await reply(to: .get(batch), of: target)
                roundTrip = roundTrip ?? reply.roundTrip
                do {
                    try plan.received(reply.pdu)
                } catch {
                    throw error.seen(of: target)
                }
            }
        }
    }

    private func reply(to request: Request, of target: SNMPTarget) async throws(SNMPError) -> Reply {
        try await result(of: request, target: target).get()
    }

    /// Sends one request and waits for its reply, whatever the reply says.
    func result(of request: Request, target: SNMPTarget) async -> Result<Reply, SNMPError> {
        let exchange: Exchange
        let mailbox: Mailbox
        do throws(SNMPError) {
            exchange = try Exchange(request, of: target, at: try await endpoint(of: target))
            mailbox = try self.mailbox(for: target)
        } catch {
            return .failure(error)
        }
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                exchange.wait(continuation)
                if !mailbox.post(.send(exchange)) { exchange.finish(.failure(.closed(target))) }
            }
        } onCancel: {
            _ = mailbox.post(.cancel(exchange))
        }
    }

    private func endpoint(of target: SNMPTarget) async throws(SNMPError) -> Endpoint {
        if let endpoint = target.endpoint { return endpoint }
        switch await HostLookup.endpoint(of: target.host, port: target.port) {
        case .success(let endpoint): return endpoint
        case .failure(let failure): throw .unknownHost(target, failure.description)
        }
    }

    private func mailbox(for target: SNMPTarget) throws(SNMPError) -> Mailbox {
        let result = state.withLock { state -> Result<Mailbox, SNMPError> in
            switch state {
            case .running(let mailbox): return .success(mailbox)
            case .closed: return .failure(.closed(target))
            case .idle:
                do throws(SystemError) {
                    let mailbox = try Mailbox()
                    try RequestLoop.start(mailbox)
                    state = .running(mailbox)
                    return .success(mailbox)
                } catch {
                    return .failure(.cannotSend(target, error))
                }
            }
        }
        return try result.get()
    }
}
