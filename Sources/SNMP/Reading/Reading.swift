/// Reads much of a device by one request after the other, as a plan says, for a task that takes what is found.
///
/// `@unchecked Sendable`: the caller sets it up and hands it over; from then on the transport's thread alone touches it, but for
/// ``results``.
final class Reading<Plan: ReadingPlan>: RequestDriver, @unchecked Sendable {
    let results: ResultBuffer<Plan.Element>
    private var plan: Plan
    private let destination: Destination
    private let activity: Activity
    /// Whether all is handed over at the end, rather than as it comes.
    private let isWhole: Bool

    private var found: [Plan.Element] = []
    private var count = 0
    /// Replies one after the other that brought nothing.
    private var barren = 0
    private var device: Device?
    private var request: PendingRequest?
    private var hasAsked = false
    private var isEnded = false
    /// Many columns that end one by one take as many.
    private static var mostBarren: Int { 1_000 }
    /// The first of several failures to get an answer, until one comes.
    private var silence: SNMPError?

    init(_ plan: Plan, of destination: Destination, activity: Activity, isWhole: Bool) {
        self.plan = plan
        self.destination = destination
        self.activity = activity
        self.isWhole = isWhole
        results = ResultBuffer(capacity: isWhole ? .max : 2_048)
    }

    var target: SNMPTarget { destination.target }

    func begin(on transport: Transport) {
        let device = transport.device(at: destination.endpoint)
        self.device = device
        if let emptiness, device.isEmpty(emptiness, now: .now) { return end(.success(())) }
        plan.tuning.learn(from: device.limits)
        goOn(on: transport)
    }

    /// What is empty for one community, user or context may hold much for another.
    private var emptiness: Emptiness? {
        plan.emptiness.map { Emptiness(credentials: target.credentials, roots: $0.roots) }
    }

    func resume(on transport: Transport) {
        if request == nil { goOn(on: transport) }
    }

    private func goOn(on transport: Transport) {
        guard !isEnded, let device else { return }
        switch plan.next() {
        case .done:
            if count == 0, let emptiness, let duration = plan.emptiness?.duration {
                device.wasEmpty(emptiness, until: .now + duration.timeoutNanoseconds)
            }
            end(.success(()))
        case .ask(let request, let isProbe):
            let request = PendingRequest(
                EncodedPDU(request), of: destination, at: device, by: self, attempts: isProbe ? 1 : nil)
            self.request = request
            hasAsked = true
            transport.ask(request)
        }
    }

    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on transport: Transport) {
        request = nil
        do throws(SNMPError) {
            try take(result, on: transport)
        } catch {
            return end(.failure(error.during("\(activity), \(count) read")))
        }
        if isWhole || found.isEmpty || results.offer(&found) { goOn(on: transport) }
    }

    private func take(_ result: Result<Reply, SNMPError>, on transport: Transport) throws(SNMPError) {
        switch result {
        case .success(let reply):
            silence = nil
            let before = found.count
            defer { count += found.count - before }
            guard barren < Self.mostBarren else {
                throw .unexpectedReply(target, "\(barren) replies one after the other brought nothing")
            }
            do throws(WalkFault) {
                try plan.received(reply, into: &found)
            } catch {
                if case .malformed(let fault) = error { throw transport.malformed(target, fault) }
                throw error.seen(of: target)
            }
            barren = found.count > before ? 0 : barren + 1
        case .failure(let error):
            guard error.isSilence else { throw error }
            silence = silence ?? error
            guard plan.unanswered() else { throw silence ?? error }
        }
    }

    private func end(_ result: Result<Void, SNMPError>) {
        guard !isEnded else { return }
        isEnded = true
        if hasAsked, let device { plan.tuning.teach(&device.limits) }
        if !found.isEmpty { _ = results.offer(&found) }
        results.end(result)
    }

    func cancel(on transport: Transport) {
        if let request { transport.withdraw(request) }
        request = nil
        end(.failure(.cancelled(target)))
    }

    func close() {
        end(.failure(.closed(target)))
    }

    func handOver() {}
}
