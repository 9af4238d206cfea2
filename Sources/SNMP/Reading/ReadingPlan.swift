/// Reads much of an agent by many requests: says what to ask next, and makes of the reply what it adds.
protocol ReadingPlan: Sendable {
    associatedtype Element: Sendable

    /// How much it asks for at once.
    var tuning: BulkTuning { get set }

    /// What was found empty is to be remembered as, and for how long; `nil` if it is not to be.
    var emptiness: (roots: [OID], duration: Duration)? { get }

    mutating func next() -> ReadingStep

    /// Takes the reply to the last request, and adds what it brings to `found`.
    mutating func received(_ reply: Reply, into found: inout [Element]) throws(WalkFault)

    /// No reply came to the last request. `false` if there is nothing else to try.
    mutating func unanswered() -> Bool
}

enum ReadingStep: Equatable {
    /// A probe is sent once, whatever the target says of retries.
    case ask(Request, isProbe: Bool = false)
    case done
}

/// Reads a plan's findings one by one.
struct PlanReader<Plan: ReadingPlan>: Sendable {
    private let client: SNMPClient
    private let target: SNMPTarget
    private let plan: Plan
    private let activity: Activity

    private var session: ReadingSession<Plan>?
    private var batch: [Plan.Element] = []
    private var position = 0
    private var isAtEnd = false

    init(client: SNMPClient, target: SNMPTarget, plan: Plan, activity: Activity) {
        self.client = client
        self.target = target
        self.plan = plan
        self.activity = activity
    }

    /// The next element of those already there.
    mutating func pop() -> Plan.Element? {
        guard position < batch.endIndex else { return nil }
        defer { position += 1 }
        return batch[position]
    }

    /// The next element after all that were there; `nil` at the end.
    mutating func next() async throws(SNMPError) -> Plan.Element? {
        guard !isAtEnd else { return nil }
        do throws(SNMPError) {
            let session: ReadingSession<Plan>
            if let begun = self.session { session = begun } else { session = try await begin(isWhole: false) }
            self.session = session
            batch = try await session.take()
        } catch {
            isAtEnd = true
            session = nil
            throw error
        }
        position = 0
        guard batch.isEmpty else { return pop() }
        isAtEnd = true
        session = nil
        return nil
    }

    /// All elements.
    func all() async throws(SNMPError) -> [Plan.Element] {
        let session = try await begin(isWhole: true)
        let elements = try await session.take()
        // The end, or why it came too soon.
        if !elements.isEmpty { _ = try await session.take() }
        return elements
    }

    private func begin(isWhole: Bool) async throws(SNMPError) -> ReadingSession<Plan> {
        let reading = Reading(plan, of: try await client.destination(of: target), activity: activity, isWhole: isWhole)
        let mailbox = try client.mailbox(for: target)
        guard mailbox.post(.begin(reading)) else { throw .closed(target) }
        return ReadingSession(reading, mailbox: mailbox)
    }
}

/// A reading under way. It is given up when the last reference goes.
final class ReadingSession<Plan: ReadingPlan>: Sendable {
    private let reading: Reading<Plan>
    private let mailbox: Mailbox

    init(_ reading: Reading<Plan>, mailbox: Mailbox) {
        self.reading = reading
        self.mailbox = mailbox
    }

    deinit {
        _ = mailbox.post(.cancel(reading))
    }

    /// What was found since; empty at the end.
    func take() async throws(SNMPError) -> [Plan.Element] {
        let batch = await withTaskCancellationHandler {
            await reading.results.take()
        } onCancel: {
            _ = mailbox.post(.cancel(reading))
        }
        if batch.wasFull, !mailbox.post(.resume(reading)) {
            reading.results.end(.failure(.closed(reading.target)))
        }
        try batch.end?.get()
        return batch.elements
    }
}
