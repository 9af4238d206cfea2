import NIOConcurrencyHelpers
internal import Sockets

/// Asks many devices at once over a few sockets.
///
/// One client serves any number of devices and tasks; requests are answered in whatever order the replies come. It opens its
/// sockets when they are first needed and closes them with ``close()``, or when the last reference goes. A task that is
/// cancelled gets ``SNMPError/Code/cancelled`` at once, or as soon as the derivation of keys under way is done.
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

    private let state = NIOLockedValueBox(State.idle)
    private let keys = KeyRing()

    private let onNotice: @Sendable (SNMPNotice) -> Void
    /// More than a system asks its name servers by default.
    private static let lookUpLimit = Duration.seconds(30)

    /// A client without sockets yet. `onNotice` is called, on a thread that must not be held up, with what an operator should
    /// know of devices that answer all the same.
    public init(onNotice: @escaping @Sendable (SNMPNotice) -> Void = { _ in }) {
        self.onNotice = onNotice
    }

    deinit {
        close()
    }

    /// Gives up what is under way with ``SNMPError/Code/closed`` and closes the sockets.
    public func close() {
        let mailbox = state.withLockedValue { state in
            defer { state = .closed }
            return state.mailbox
        }
        mailbox?.stop()
    }

    /// What was sent and received so far; zeros if nothing was, or the client is closed.
    public var statistics: SNMPStatistics {
        get async {
            await withCheckedContinuation { continuation in
                let mailbox = state.withLockedValue { $0.mailbox }
                let isPosted = mailbox?.post(.run { continuation.resume(returning: $0.report) })
                if isPosted != true { continuation.resume(returning: SNMPStatistics()) }
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
        let findings = try await get(SystemGroup.objects, from: target, tolerance: .any)
        return SystemGroup(findings.varBinds, roundTrip: findings.roundTrip)
    }

    /// The instance that follows each of those, with its value (RFC 3416 §4.2.2). Where nothing follows, the value is
    /// ``SNMPValue/endOfMibView``; an agent of v1 refuses with ``ErrorStatus/noSuchName``.
    public func getNext(_ oids: [OID], from target: SNMPTarget) async throws(SNMPError) -> [VarBind] {
        let reply = try await reply(to: .getNext(oids), of: target)
        try reply.throwError(of: target, asked: oids)
        guard reply.varBinds.count == oids.count else {
            throw .unexpectedReply(target, "it has \(reply.varBinds.count) values for \(oids.count) objects")
        }
        return reply.varBinds
    }

    /// What follows: once for each of the first `nonRepeaters`, and up to `maxRepetitions` times for each of the others, row
    /// by row (RFC 3416 §4.2.3). The agent may send fewer. Agents of v1 do not know the operation.
    public func getBulk(
        _ oids: [OID], nonRepeaters: Int = 0, maxRepetitions: Int, from target: SNMPTarget
    ) async throws(SNMPError) -> [VarBind] {
        let request = Request.getBulk(oids, nonRepeaters: nonRepeaters, maxRepetitions: maxRepetitions)
        let reply = try await reply(to: request, of: target)
        try reply.throwError(of: target, asked: oids)
        return reply.varBinds
    }

    /// All instances below `root`, or `root` itself if it is an instance.
    ///
    /// A walk that was cut short is resumed by the instance it came to last: `after` that, the rest follows.
    public func walk(
        _ root: OID, after last: OID? = nil, of target: SNMPTarget, options: WalkOptions = WalkOptions()
    ) -> SNMPWalk {
        SNMPWalk(root, after: last, client: self, target: target, options: options)
    }

    /// The rows of a table by some of its columns: `client.table([.ifName, .ifOperStatus], of: router)`. Columns of different
    /// tables with the same index go together: those of `ifTable` and `ifXTable`.
    public func table(
        _ columns: [OID], of target: SNMPTarget, options: WalkOptions = WalkOptions()
    ) -> SNMPTable {
        SNMPTable(columns, client: self, target: target, options: options)
    }

    /// The value of one instance, or of a scalar by its object: `client.get(.sysName, from: router)`.
    public func get(_ oid: OID, from target: SNMPTarget) async throws(SNMPError) -> SNMPValue {
        try await get([oid.instance], from: target).first?.value ?? .noSuchInstance
    }

    /// The values of those instances from each of those devices, `atOnce` of which are asked at the same time: the quickest
    /// way to poll a fleet.
    public func get(_ oids: [OID], from targets: [SNMPTarget], atOnce: Int = 256) -> SNMPSweep {
        SNMPSweep(oids, client: self, targets: targets, atOnce: atOnce)
    }

    /// Sets those instances, all of them or none (RFC 3416 §4.2.5), and returns what the agent says they are now.
    ///
    /// A request that goes unanswered is sent again, so what is set should mean the same when it is set twice.
    @discardableResult
    public func set(_ varBinds: [VarBind], on target: SNMPTarget) async throws(SNMPError) -> [VarBind] {
        let reply = try await reply(to: .set(varBinds), of: target)
        try reply.throwError(of: target, asked: varBinds.map(\.oid))
        return reply.varBinds
    }

    /// The rows of a table that is known here: `client.table(.ifXTable, of: router)`.
    public func table(
        _ table: ConceptualTable, of target: SNMPTarget, options: WalkOptions = WalkOptions()
    ) -> SNMPTable {
        self.table(table.columns, of: target, options: options)
    }

    private func get(
        _ oids: [OID], from target: SNMPTarget, tolerance: GetPlan.Tolerance
    ) async throws(SNMPError) -> Fetch.Findings {
        let fetch = Fetch(oids, tolerance: tolerance, of: try await destination(of: target))
        let mailbox = try mailbox(for: target)
        let result = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                fetch.wait(continuation)
                if !mailbox.post(.begin(fetch)) { fetch.close() }
            }
        } onCancel: {
            _ = mailbox.post(.cancel(fetch))
        }
        return try result.get()
    }

    /// Sends one request and waits for its reply, whatever the reply says.
    private func reply(to request: Request, of target: SNMPTarget) async throws(SNMPError) -> DecodedReply {
        let single = SingleRequest(request, of: try await destination(of: target))
        let mailbox = try mailbox(for: target)
        let result = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                single.wait(continuation)
                if !mailbox.post(.begin(single)) { single.close() }
            }
        } onCancel: {
            _ = mailbox.post(.cancel(single))
        }
        return try result.get()
    }

    func destination(of target: SNMPTarget) async throws(SNMPError) -> Destination {
        let endpoint = try await endpoint(of: target)
        var credential: USMCredential?
        if let user = target.credentials.user { credential = await keys.credential(of: user) }
        return Destination(target: target, endpoint: endpoint, credential: credential)
    }

    func found(_ target: SNMPTarget) async -> Result<Destination, SNMPError> {
        do throws(SNMPError) {
            return .success(try await destination(of: target))
        } catch {
            return .failure(error)
        }
    }

    private func endpoint(of target: SNMPTarget) async throws(SNMPError) -> Endpoint {
        if let endpoint = target.endpoint { return endpoint }
        switch await HostResolver.system.lookUp(target.host, .configured, within: Self.lookUpLimit) {
        case .addresses(let addresses) where !addresses.isEmpty: return Endpoint(addresses[0], port: target.port)
        case .addresses, .unknown: throw .unknownHost(target, "there is no such name, or it has no address")
        case .failed(let reason): throw .unknownHost(target, reason)
        }
    }

    func mailbox(for target: SNMPTarget) throws(SNMPError) -> Mailbox {
        do throws(ClientFault) {
            return try mailbox()
        } catch {
            switch error {
            case .isClosed: throw .closed(target)
            case .cannotOpen(let failure): throw .cannotSend(target, failure)
            }
        }
    }

    func mailbox() throws(ClientFault) -> Mailbox {
        let result = state.withLockedValue { state -> Result<Mailbox, ClientFault> in
            switch state {
            case .running(let mailbox): return .success(mailbox)
            case .closed: return .failure(.isClosed)
            case .idle:
                do throws(SystemError) {
                    let mailbox = try Mailbox()
                    try Transport.start(mailbox, onNotice: onNotice)
                    state = .running(mailbox)
                    return .success(mailbox)
                } catch {
                    return .failure(.cannotOpen(error))
                }
            }
        }
        return try result.get()
    }
}

/// Why a client cannot ask anybody.
enum ClientFault: Error {
    case isClosed
    case cannotOpen(SystemError)
}
