/// Gets all of some objects of a device for a task that waits for them, by several requests at once if one cannot hold them.
///
/// `@unchecked Sendable`: the caller sets it up and hands it over; from then on the transport's thread alone touches it.
final class Fetch: RequestDriver, @unchecked Sendable {
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
    private var requests: [Int: PendingRequest] = [:]
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

    func begin(on transport: Transport) {
        hasBegun = true
        guard !isCancelled else { return finish(.failure(.cancelled(target)), on: transport) }
        let device = transport.device(at: destination.endpoint)
        plan = GetPlan(oids, tolerance: tolerance, limit: device.limits.objects)
        goOn(at: device, on: transport)
    }

    private func goOn(at device: Device, on transport: Transport) {
        while continuation != nil {
            switch plan.next() {
            case .ask(let oids, let tag):
                let request = PendingRequest(
                    EncodedPDU(.get(oids)), of: destination, at: device, by: self, tag: tag,
                    attempts: plan.isProbe(tag) ? 1 : nil)
                requests[tag] = request
                transport.ask(request)
            case .wait: return
            case .done(let varBinds):
                return finish(.success(Findings(varBinds: varBinds, roundTrip: roundTrip)), on: transport)
            case .failed(let fault): return finish(.failure(fault.seen(of: target)), on: transport)
            }
        }
    }

    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on transport: Transport) {
        guard let request = requests.removeValue(forKey: tag) else { return }
        if case .failure(let error) = result, error.isSilence, plan.unanswered(tag) {
            silence = error
            return goOn(at: request.device, on: transport)
        }
        do throws(SNMPError) {
            if case .failure(let error) = result, plan.isProbe(tag) { throw silence ?? error }
            let reply = try result.get()
            if tag == 0 { roundTrip = reply.roundTrip }
            let decoded: DecodedReply
            do throws(BERFault) {
                decoded = try DecodedReply(reply, expecting: request.pdu.expectedCount)
            } catch {
                throw transport.malformed(target, error)
            }
            do throws(GetPlan.Fault) {
                try plan.received(decoded, to: tag)
            } catch {
                throw error.seen(of: target)
            }
        } catch {
            return finish(.failure(error), on: transport)
        }
        if let learned = plan.learned { request.device.limits.objects = learned }
        goOn(at: request.device, on: transport)
    }

    func cancel(on transport: Transport) {
        isCancelled = true
        // Before it begins, its caller may be about to set it up.
        guard hasBegun else { return }
        finish(.failure(.cancelled(target)), on: transport)
    }

    func close() {
        continuation.take()?.resume(returning: .failure(.closed(target)))
    }

    func resume(on transport: Transport) {}
    func handOver() {}

    private func finish(_ result: Result<Findings, SNMPError>, on transport: Transport) {
        for request in requests.values { transport.withdraw(request) }
        requests.removeAll()
        continuation.take()?.resume(returning: result)
    }
}
