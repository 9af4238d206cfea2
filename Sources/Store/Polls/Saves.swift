internal import Database
package import Monitoring

/// What a batch of saves did.
package struct SavedBatch: Sendable, Equatable {
    /// What became of each poll, in the order in which they were given.
    package var polls: [SavedPoll]
    package var wroteNotices: Bool
    /// Kinds of which something is due that was not, or could not be asked.
    package var madeDue: Set<SubjectKind>

    package init(polls: [SavedPoll] = [], wroteNotices: Bool = false, madeDue: Set<SubjectKind> = []) {
        self.polls = polls
        self.wroteNotices = wroteNotices
        self.madeDue = madeDue
    }

    /// What two batches did, one after the other.
    package static func + (first: SavedBatch, second: SavedBatch) -> SavedBatch {
        SavedBatch(
            polls: first.polls + second.polls, wroteNotices: first.wroteNotices || second.wroteNotices,
            madeDue: first.madeDue.union(second.madeDue))
    }

    /// Whose claims were lost, by name and address.
    package var refused: [String] { polls.compactMap(\.refusal) }

    package var finishedTasks: [String] { polls.flatMap(\.answeredTasks) }
}

package enum SavedPoll: Sendable, Equatable {
    /// All of it was written, and these tasks were answered.
    case saved(answering: [String] = [])
    /// The claim of this one, by name and address, was lost meanwhile: nothing of it was written.
    case refused(String)
    /// The database would not take it.
    case notStored

    package var isSaved: Bool {
        if case .saved = self { true } else { false }
    }

    package var refusal: String? {
        if case .refused(let subject) = self { subject } else { nil }
    }

    package var answeredTasks: [String] {
        if case .saved(let tasks) = self { tasks } else { [] }
    }
}

extension Store {
    /// One transaction, each poll under its claim.
    func write<Subject: StoredSubject>(
        _ decisions: [Decision<Subject>], _ settings: @escaping @Sendable () -> Settings, now: Timestamp
    ) async throws -> SavedBatch {
        try await database.write(.shared) { transaction in
            var writer = PollWriter(
                transaction: transaction, kind: Subject.kind, settings: settings(), now: now)
            let polls = try writer.write(decisions.map { PollResult($0) })
            let saved = zip(decisions, polls).filter { $0.1.isSaved }.map(\.0)
            try Subject.follow(saved, with: &writer, vault: vault)
            return try writer.finish(polls)
        }
    }
}

/// What was found of one subject, and what was known of it when it was claimed.
struct PollResult {
    let id: Int64
    let subject: AlertSubject
    let known: Known
    let isEnabled: Bool
    /// Seconds; `nil` for the global one.
    let interval: Int?
    let claim: String
    let checks: [Check: CheckState]
    let tasks: [String]
    let verdict: Outcome
    /// What it said of itself that was not known.
    let news: StoredNews?

    struct Known {
        let status: Status
        let lastSeen: Timestamp?
        let lastError: String?
    }

    /// What is decided, without the facts.
    struct Outcome {
        let measuredAt: Timestamp?
        let status: Status
        let lastSeen: Timestamp?
        let lastError: String?
        /// Seconds.
        let uptime: Int64?
        let checks: [Check: CheckState]
        let alerts: [AlertChange]
        let next: NextPoll
        let isFinal: Bool
        let latency: Double?

        init(_ verdict: Verdict<some Sendable & Equatable>, uptime: Int64? = nil) {
            measuredAt = verdict.measuredAt
            status = verdict.status
            lastSeen = verdict.lastSeen
            lastError = verdict.lastError
            self.uptime = uptime
            checks = verdict.checks
            alerts = verdict.alerts
            next = verdict.next
            isFinal = verdict.isFinal
            latency = verdict.latency
        }
    }

    /// Whether it was asked, properly.
    var isMeasured: Bool { verdict.measuredAt != nil }

    /// Whether those who asked for this poll get their answer now.
    var answersTasks: Bool { verdict.isFinal && isMeasured }

    func nextPoll(global: Int, recheck: Int, now: Timestamp) -> Timestamp? {
        let isAwaited = !tasks.isEmpty && !answersTasks
        switch verdict.next {
        case .after(let pause) where isEnabled || isAwaited: return now + pause
        case .regular where isEnabled:
            return PollSlots(interval: interval ?? global, phase: PollSlots.phase(of: id)).next(after: now)
        case .after, .regular: return isAwaited ? now + .seconds(recheck) : nil
        }
    }
}

extension PollResult {
    init<Subject: StoredSubject>(_ decision: Decision<Subject>) {
        let (claim, subject, verdict) = (decision.claim, decision.claim.subject, decision.verdict)
        self.init(
            id: subject.id.rawValue, subject: AlertSubject(subject),
            known: Known(status: subject.status, lastSeen: subject.lastSeen, lastError: subject.lastError),
            isEnabled: subject.configuration.isEnabled, interval: subject.configuration.pollInterval,
            claim: claim.token, checks: claim.checks, tasks: claim.tasks,
            verdict: Outcome(verdict, uptime: Subject.uptime(verdict.facts)),
            news: Subject.news(verdict.facts, since: subject.facts))
    }
}

/// Columns of the row of a kind, and what they are to hold.
struct StoredNews {
    let assignments: String
    let values: [any ValueConvertible]

    /// - Returns: `nil` where there is none.
    init?(_ columns: [(String, (any ValueConvertible)?)]) {
        let news = columns.compactMap { name, value in value.map { (name, $0) } }
        guard !news.isEmpty else { return nil }
        assignments = news.map { "\($0.0) = ?" }.joined(separator: ", ")
        values = news.map(\.1)
    }
}
