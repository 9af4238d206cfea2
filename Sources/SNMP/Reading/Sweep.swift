import DequeModule

/// Asks many devices the same, so many at once, and hands their answers over as they come.
///
/// What is asked is encoded once. A device that cannot answer it in one reply is asked by a plan of its own.
///
/// `@unchecked Sendable`: the caller sets it up and hands it over; from then on the wire's thread alone touches it, but for
/// ``gathering``.
final class Sweep: Asker, @unchecked Sendable {
    /// A device, and its place among those that the caller named.
    struct Stop: Sendable {
        let position: Int
        let destination: Destination
    }

    let gathering = Gathering<SNMPSweep.Answer>(capacity: 4_096)
    private let oids: [OID]
    private let stops: [Stop]
    private let limit: Int
    /// The whole question, if one request can hold it.
    private let pdu: EncodedPDU?

    private var started = 0
    private var finished = 0
    /// What is asked of each device, by the number of the request.
    private var questions: [Int: [Int: Question]] = [:]
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

    /// Which device a question is about, and which of its requests it is.
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

    func begin(on wire: Wire) {
        goOn(on: wire)
    }

    func resume(on wire: Wire) {
        isWanted = true
        goOn(on: wire)
    }

    private func goOn(on wire: Wire) {
        guard !isStarting else { return }
        isStarting = true
        while isWanted, !isEnded, started < stops.count, started - finished < limit {
            started += 1
            start(started - 1, on: wire)
        }
        isStarting = false
        if finished == stops.count { end() }
    }

    private func start(_ stop: Int, on wire: Wire) {
        let known = wire.device(at: stops[stop].destination.endpoint).limits.objects ?? .max
        if let pdu, known >= oids.count {
            ask(pdu, Tag(stop: stop, request: 0), on: wire)
        } else {
            plans[stop] = GetPlan(oids, limit: known)
            follow(stop, on: wire)
        }
    }

    private func ask(_ pdu: EncodedPDU, _ tag: Tag, on wire: Wire) {
        let destination = stops[tag.stop].destination
        let question = Question(
            pdu, of: destination, at: wire.device(at: destination.endpoint), by: self, tag: tag.number,
            attempts: plans[tag.stop]?.isProbe(tag.request) == true ? 1 : nil)
        questions[tag.stop, default: [:]][tag.request] = question
        wire.ask(question)
    }

    /// Asks what the device's own plan says.
    private func follow(_ stop: Int, on wire: Wire) {
        while true {
            switch plans[stop]?.next() {
            case .ask(let oids, let request):
                ask(EncodedPDU(.get(oids)), Tag(stop: stop, request: request), on: wire)
            case .done(let varBinds): return finish(stop, .success(varBinds), on: wire)
            case .failed(let fault):
                return finish(stop, .failure(fault.seen(of: stops[stop].destination.target)), on: wire)
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

    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on wire: Wire) {
        let tag = Tag(tag)
        guard !isEnded, let question = questions[tag.stop]?.removeValue(forKey: tag.request) else { return }
        do throws(SNMPError) {
            try take(result, to: question, tag, on: wire)
        } catch {
            finish(tag.stop, .failure(error), on: wire)
        }
    }

    private func take(
        _ result: Result<Reply, SNMPError>, to question: Question, _ tag: Tag, on wire: Wire
    ) throws(SNMPError) {
        let raw: Reply
        switch result {
        case .success(let reply): raw = reply
        case .failure(let error):
            var plan = plan(for: tag.stop)
            guard error.isSilence, plan.unanswered(tag.request) else { throw silences[tag.stop] ?? error }
            silences[tag.stop] = error
            plans[tag.stop] = plan
            return follow(tag.stop, on: wire)
        }
        let reply: DecodedReply
        do throws(BERFault) {
            reply = try DecodedReply(raw, expecting: question.pdu.expectedCount)
        } catch {
            throw wire.malformed(question.target, error)
        }
        if plans[tag.stop] == nil, reply.answers(oids) {
            return finish(tag.stop, .success(reply.varBinds), on: wire)
        }
        var plan = plan(for: tag.stop)
        do throws(GetPlan.Fault) {
            try plan.received(reply, to: tag.request)
        } catch {
            throw error.seen(of: question.target)
        }
        if let learned = plan.learned { question.device.limits.objects = learned }
        plans[tag.stop] = plan
        follow(tag.stop, on: wire)
    }

    private func finish(_ stop: Int, _ result: Result<[VarBind], SNMPError>, on wire: Wire) {
        guard !isEnded else { return }
        withdraw(questions.removeValue(forKey: stop), on: wire)
        plans[stop] = nil
        silences[stop] = nil
        finished += 1
        let (position, target) = (stops[stop].position, stops[stop].destination.target)
        found.append(SNMPSweep.Answer(position: position, target: target, result: result))
        if found.count >= 64 {
            handOver()
        } else if !isReminded {
            isReminded = true
            wire.remind(self)
        }
        goOn(on: wire)
    }

    private func withdraw(_ questions: [Int: Question]?, on wire: Wire) {
        for question in questions?.values.map({ $0 }) ?? [] { wire.withdraw(question) }
    }

    func handOver() {
        isReminded = false
        guard !found.isEmpty else { return }
        isWanted = gathering.offer(&found)
    }

    private func end() {
        guard !isEnded else { return }
        isEnded = true
        handOver()
        gathering.end(.success(()))
    }

    func cancel(on wire: Wire) {
        close()
        let asked = questions.values.map { $0 }
        questions.removeAll()
        for questions in asked { withdraw(questions, on: wire) }
    }

    func close() {
        isEnded = true
        gathering.end(.success(()))
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
