/// Gets all of some objects of a device for a task that waits for them, by several requests at once if one cannot hold them.
///
/// `@unchecked Sendable`: the caller sets it up and hands it over; from then on the wire's thread alone touches it.
final class Fetch: Asker, @unchecked Sendable {
    struct Findings: Sendable {
        let varBinds: [VarBind]
        /// Of the first request; `nil` if it was sent more than once.
        let roundTrip: Duration?
    }

    private let oids: [OID]
    private let tolerance: GetPlan.Tolerance
    private var plan = GetPlan([])
    private let destination: Destination
    private var continuation: UnsafeContinuation<Result<Findings, SNMPError>, Never>?
    private var questions: [Int: Question] = [:]
    private var roundTrip: Duration?
    private var hasBegun = false
    private var isCancelled = false
    /// That a large request went unanswered, until a small one is answered.
    private var silence: SNMPError?

    init(_ oids: [OID], tolerance: GetPlan.Tolerance, of destination: Destination) {
        self.oids = oids
        self.tolerance = tolerance
        self.destination = destination
    }

    /// Before it is handed over.
    func wait(_ continuation: UnsafeContinuation<Result<Findings, SNMPError>, Never>) {
        self.continuation = continuation
    }

    private var target: SNMPTarget { destination.target }

    func begin(on wire: Wire) {
        hasBegun = true
        guard !isCancelled else { return finish(.failure(.cancelled(target)), on: wire) }
        let device = wire.device(at: destination.endpoint)
        plan = GetPlan(oids, tolerance: tolerance, limit: device.limits.objects)
        goOn(at: device, on: wire)
    }

    private func goOn(at device: Device, on wire: Wire) {
        while continuation != nil {
            switch plan.next() {
            case .ask(let oids, let tag):
                let question = Question(
                    EncodedPDU(.get(oids)), of: destination, at: device, by: self, tag: tag,
                    attempts: plan.isProbe(tag) ? 1 : nil)
                questions[tag] = question
                wire.ask(question)
            case .wait: return
            case .done(let varBinds):
                return finish(.success(Findings(varBinds: varBinds, roundTrip: roundTrip)), on: wire)
            case .failed(let fault): return finish(.failure(fault.seen(of: target)), on: wire)
            }
        }
    }

    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on wire: Wire) {
        guard let question = questions.removeValue(forKey: tag) else { return }
        if case .failure(let error) = result, error.isSilence, plan.unanswered(tag) {
            silence = error
            return goOn(at: question.device, on: wire)
        }
        do throws(SNMPError) {
            if case .failure(let error) = result, plan.isProbe(tag) { throw silence ?? error }
            let reply = try result.get()
            if tag == 0 { roundTrip = reply.roundTrip }
            let decoded: DecodedReply
            do throws(BERFault) {
                decoded = try DecodedReply(reply, expecting: question.pdu.expectedCount)
            } catch {
                throw wire.malformed(target, error)
            }
            do throws(GetPlan.Fault) {
                try plan.received(decoded, to: tag)
            } catch {
                throw error.seen(of: target)
            }
        } catch {
            return finish(.failure(error), on: wire)
        }
        if let learned = plan.learned { question.device.limits.objects = learned }
        goOn(at: question.device, on: wire)
    }

    func cancel(on wire: Wire) {
        isCancelled = true
        // Before it begins, its caller may be about to set it up.
        guard hasBegun else { return }
        finish(.failure(.cancelled(target)), on: wire)
    }

    func close() {
        continuation.take()?.resume(returning: .failure(.closed(target)))
    }

    func resume(on wire: Wire) {}
    func handOver() {}

    private func finish(_ result: Result<Findings, SNMPError>, on wire: Wire) {
        for question in questions.values { wire.withdraw(question) }
        questions.removeAll()
        continuation.take()?.resume(returning: result)
    }
}
