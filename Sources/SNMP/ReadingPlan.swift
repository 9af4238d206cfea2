/// Reads much of an agent by many requests: says what to ask next, and makes of the reply what it adds.
protocol ReadingPlan: Sendable {
    associatedtype Element: Sendable

    mutating func next() -> ReadingStep

    /// Takes the reply to the last request.
    mutating func received(_ pdu: PDU) throws(WalkFault) -> ArraySlice<Element>

    /// No reply came to the last request. `false` if there is nothing else to try.
    mutating func unanswered() -> Bool
}

enum ReadingStep: Equatable {
    /// A probe is sent once, whatever the target says of retries.
    case ask(Request, isProbe: Bool = false)
    case done
}

/// Carries out a plan.
struct PlanReader<Plan: ReadingPlan>: Sendable {
    let client: SNMPClient
    let target: SNMPTarget
    var plan: Plan
    /// For error messages: `walk of ifTable`.
    let activity: String

    private var batch: ArraySlice<Plan.Element> = []
    private var position = 0
    private var count = 0
    /// The first of several failures to get an answer, until one comes.
    private var silence: SNMPError?

    init(client: SNMPClient, target: SNMPTarget, plan: Plan, activity: String) {
        self.client = client
        self.target = target
        self.plan = plan
        self.activity = activity
    }

    /// The next element of those already there.
    mutating func pop() -> Plan.Element? {
        guard position < batch.endIndex else { return nil }
        defer { position += 1 }
        count += 1
        return batch[position]
    }

    /// The next element after all that were there; `nil` at the end.
    mutating func next() async throws(SNMPError) -> Plan.Element? {
        while position == batch.endIndex {
            guard case .ask(let request, let isProbe) = plan.next() else { return nil }
            let result = await client.result(of: request, target: isProbe ? target.withoutRetries : target)
            batch = try take(result)
            position = batch.startIndex
        }
        return pop()
    }

    private mutating func take(_ result: Result<Reply, SNMPError>) throws(SNMPError) -> ArraySlice<Plan.Element> {
        switch result {
        case .success(let reply):
            silence = nil
            do throws(WalkFault) {
                return try plan.received(reply.pdu)
            } catch {
                throw interrupted(error.seen(of: target))
            }
        case .failure(let error):
            guard error.isSilence else { throw interrupted(error) }
            silence = silence ?? error
            guard plan.unanswered() else { throw interrupted(silence ?? error) }
            return []
        }
    }

    private func interrupted(_ error: SNMPError) -> SNMPError {
        error.during("\(activity), \(count) read")
    }
}
