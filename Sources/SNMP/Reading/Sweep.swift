import DequeModule

/// Asks many devices the same, so many at once, and hands their answers over as they come.
///
/// What is asked is encoded once. A device that cannot answer it in one reply is asked by a plan of its own.
///
/// `@unchecked Sendable`: the caller sets it up and hands it over; from then on the transport's thread alone touches it, but for
/// ``results``.
final class Sweep: RequestDriver, @unchecked Sendable {
    /// A device, and its place among those that the caller named.
    struct Stop: Sendable {
        let position: Int
        let destination: Destination
    }

    let results = ResultBuffer<SNMPSweep.Answer>(capacity: 4_096)
    private let oids: [OID]
    private let stops: [Stop]
    private let limit: Int
    /// The whole request, if one request can hold it.
    private let pdu: EncodedPDU?

    private var started = 0
    private var finished = 0
    /// What is asked of each device, by the number of the request.
    private var requests: [Int: [Int: PendingRequest]] = [:]
    private var plans: [Int: GetPlan] = [:]
    /// That a large request went unanswered, until a small one is answered.
    private var silences: [Int: SNMPError] = [:]
    private var found: [SNMPSweep.Answer] = []
    private var isWanted = true
    private var isReminded = false
    private var isEnded = false
    /// Whether devices are being started; what ends at once meanwhile starts no others by itself.
    private var isStarting = false

    init(_ oids: [OID], at stops: [Stop], atOnce limit: Int) {
        self.oids = oids
        self.stops = stops
        self.limit = max(1, limit)
        var plan = GetPlan(oids)
        if case .ask(let all, _) = plan.next(), all.count == oids.count {
            pdu = EncodedPDU(.get(oids))
        } else {
            pdu = nil
        }
    }

    /// Which device a request is about, and which of its requests it is.
    private struct Tag {
        let stop: Int
        let request: Int

        init(stop: Int, request: Int) {
            self.stop = stop
            self.request = request
        }

        init(_ number: Int) {
            stop = number >> 20
            request = number & 0xF_FFFF
        }

        var number: Int { stop << 20 | request & 0xF_FFFF }
    }

    func begin(on transport: Transport) {
        goOn(on: transport)
    }

    func resume(on transport: Transport) {
        isWanted = true
        goOn(on: transport)
    }

    private func goOn(on transport: Transport) {
        guard !isStarting else { return }
        isStarting = true
        while isWanted, !isEnded, started < stops.count, started - finished < limit {
            started += 1
            start(started - 1, on: transport)
        }
        isStarting = false
        if finished == stops.count { end() }
    }

    private func start(_ stop: Int, on transport: Transport) {
        let known = transport.device(at: stops[stop].destination.endpoint).limits.objects ?? .max
        if let pdu, known >= oids.count {
            ask(pdu, Tag(stop: stop, request: 0), on: transport)
        } else {
            plans[stop] = GetPlan(oids, limit: known)
            follow(stop, on: transport)
        }
    }

    private func ask(_ pdu: EncodedPDU, _ tag: Tag, on transport: Transport) {
        let destination = stops[tag.stop].destination
        let request = PendingRequest(
            pdu, of: destination, at: transport.device(at: destination.endpoint), by: self, tag: tag.number,
            attempts: plans[tag.stop]?.isProbe(tag.request) == true ? 1 : nil)
        requests[tag.stop, default: [:]][tag.request] = request
        transport.ask(request)
    }

    /// Asks what the device's own plan says.
    private func follow(_ stop: Int, on transport: Transport) {
        while true {
            switch plans[stop]?.next() {
            case .ask(let oids, let request):
                ask(EncodedPDU(.get(oids)), Tag(stop: stop, request: request), on: transport)
            case .done(let varBinds): return finish(stop, .success(varBinds), on: transport)
            case .failed(let fault):
                return finish(stop, .failure(fault.seen(of: stops[stop].destination.target)), on: transport)
            case .wait, nil: return
            }
        }
    }

    /// The device's plan, which has asked for all of it by request 0 unless it was made before.
    private func plan(for stop: Int) -> GetPlan {
        if let plan = plans[stop] { return plan }
        var plan = GetPlan(oids)
        _ = plan.next()
        return plan
    }

    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on transport: Transport) {
        let tag = Tag(tag)
        guard !isEnded, let request = requests[tag.stop]?.removeValue(forKey: tag.request) else { return }
        do throws(SNMPError) {
            try take(result, to: request, tag, on: transport)
        } catch {
            finish(tag.stop, .failure(error), on: transport)
        }
    }

    private func take(
        _ result: Result<Reply, SNMPError>, to request: PendingRequest, _ tag: Tag, on transport: Transport
    ) throws(SNMPError) {
        let raw: Reply
        switch result {
        case .success(let reply): raw = reply
        case .failure(let error):
            var plan = plan(for: tag.stop)
            guard error.isSilence, plan.unanswered(tag.request) else { throw silences[tag.stop] ?? error }
            silences[tag.stop] = error
            plans[tag.stop] = plan
            return follow(tag.stop, on: transport)
        }
        let reply: DecodedReply
        do throws(BERFault) {
            reply = try DecodedReply(raw, expecting: request.pdu.expectedCount)
        } catch {
            throw transport.malformed(request.target, error)
        }
        if plans[tag.stop] == nil, reply.answers(oids) {
            return finish(tag.stop, .success(reply.varBinds), on: transport)
        }
        var plan = plan(for: tag.stop)
        do throws(GetPlan.Fault) {
            try plan.received(reply, to: tag.request)
        } catch {
            throw error.seen(of: request.target)
        }
        if let learned = plan.learned { request.device.limits.objects = learned }
        plans[tag.stop] = plan
        follow(tag.stop, on: transport)
    }

    private func finish(_ stop: Int, _ result: Result<[VarBind], SNMPError>, on transport: Transport) {
        guard !isEnded else { return }
        withdraw(requests.removeValue(forKey: stop), on: transport)
        plans[stop] = nil
        silences[stop] = nil
        finished += 1
        let (position, target) = (stops[stop].position, stops[stop].destination.target)
        found.append(SNMPSweep.Answer(position: position, target: target, result: result))
        if found.count >= 64 {
            handOver()
        } else if !isReminded {
            isReminded = true
            transport.remind(self)
        }
        goOn(on: transport)
    }

    private func withdraw(_ requests: [Int: PendingRequest]?, on transport: Transport) {
        for request in requests?.values.map({ $0 }) ?? [] { transport.withdraw(request) }
    }

    func handOver() {
        isReminded = false
        guard !found.isEmpty else { return }
        isWanted = results.offer(&found)
    }

    private func end() {
        guard !isEnded else { return }
        isEnded = true
        handOver()
        results.end(.success(()))
    }

    func cancel(on transport: Transport) {
        close()
        let asked = requests.values.map { $0 }
        requests.removeAll()
        for requests in asked { withdraw(requests, on: transport) }
    }

    func close() {
        isEnded = true
        results.end(.success(()))
    }
}

extension DecodedReply {
    /// Whether it has a value for each of those, and nothing else.
    func answers(_ oids: [OID]) -> Bool {
        guard errorStatus == .noError, varBinds.count == oids.count else { return false }
        for (varBind, oid) in zip(varBinds, oids) where varBind.oid != oid { return false }
        return true
    }
}
