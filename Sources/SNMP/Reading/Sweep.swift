import DequeModule

/// Asks many devices the same, so many at once, and hands their answers over as they come.
///
/// What is asked is encoded once. A device that cannot answer it in one reply is asked by a plan of its own.
///
/// `@unchecked Sendable`: the caller sets it up and hands it over; from then on the wire's thread alone touches it, but for
/// ``gathering``.
final class Sweep: Asker, @unchecked Sendable {
    let gathering = Gathering<SNMPSweep.Answer>(capacity: 4_096)
    private let oids: [OID]
    private let targets: [Destination]
    private let limit: Int
    /// The whole question, if one request can hold it.
    private let pdu: EncodedPDU?

    private var started = 0
    private var finished = 0
    private var questions: [Int: Question] = [:]
    private var plans: [Int: GetPlan] = [:]
    private var found: [SNMPSweep.Answer] = []
    private var isWanted = true
    private var isReminded = false
    private var isEnded = false

    init(_ oids: [OID], from targets: [Destination], atOnce limit: Int) {
        self.oids = oids
        self.targets = targets
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
        let number: Int

        init(position: Int, request: Int) { number = position << 20 | request & 0xF_FFFF }
        init(_ number: Int) { self.number = number }

        var position: Int { number >> 20 }
        var request: Int { number & 0xF_FFFF }
    }

    func begin(on wire: Wire) {
        goOn(on: wire)
    }

    func resume(on wire: Wire) {
        isWanted = true
        goOn(on: wire)
    }

    private func goOn(on wire: Wire) {
        while isWanted, !isEnded, started < targets.count, started - finished < limit {
            let position = started
            started += 1
            if let pdu {
                ask(pdu, Tag(position: position, request: 0), on: wire)
            } else {
                plans[position] = GetPlan(oids)
                follow(position, on: wire)
            }
        }
        if finished == targets.count { end() }
    }

    private func ask(_ pdu: EncodedPDU, _ tag: Tag, on wire: Wire) {
        let destination = targets[tag.position]
        let device = wire.device(at: destination.endpoint)
        wire.ask(Question(pdu, of: destination, at: device, by: self, tag: tag.number))
    }

    /// Asks what the device's own plan says.
    private func follow(_ position: Int, on wire: Wire) {
        while case .ask(let oids, let request)? = plans[position]?.next() {
            let tag = Tag(position: position, request: request)
            ask(EncodedPDU(.get(oids)), tag, on: wire)
        }
        guard case .done(let varBinds)? = plans[position]?.next() else { return }
        finish(position, .success(varBinds), on: wire)
    }

    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on wire: Wire) {
        let tag = Tag(tag)
        do throws(SNMPError) {
            let reply: DecodedReply
            let target = targets[tag.position].target
            let raw = try result.get()
            do throws(BERFault) {
                reply = try DecodedReply(raw, expecting: oids.count)
            } catch {
                throw wire.malformed(target, error)
            }
            if plans[tag.position] == nil {
                guard !reply.answers(oids) else { return finish(tag.position, .success(reply.varBinds), on: wire) }
                plans[tag.position] = GetPlan(oids)
                _ = plans[tag.position]?.next()
            }
            do throws(GetPlan.Fault) {
                try plans[tag.position]?.received(reply, to: tag.request)
            } catch {
                throw error.seen(of: target)
            }
            follow(tag.position, on: wire)
        } catch {
            finish(tag.position, .failure(error), on: wire)
        }
    }

    private func finish(_ position: Int, _ result: Result<[VarBind], SNMPError>, on wire: Wire) {
        guard !isEnded else { return }
        plans[position] = nil
        finished += 1
        found.append(SNMPSweep.Answer(position: position, target: targets[position].target, result: result))
        if found.count >= 64 {
            handOver()
        } else if !isReminded {
            isReminded = true
            wire.remind(self)
        }
        goOn(on: wire)
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
