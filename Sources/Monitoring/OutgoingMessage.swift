/// What is sent to one channel at once: the notices that became due together, each still a row of the outbox.
package struct OutgoingMessage: Sendable, Equatable {
    /// The same at every attempt and unlike that of any other message.
    package var id: String
    /// At least one, the oldest first.
    package var notices: [Notice]
    /// Whether an earlier attempt may have reached people without our knowing; the message says so.
    package var mayBeRepeat: Bool
    /// The messages by which people were told of what this one tells the end of.
    package var follows: [String]

    package init(id: String, notices: [Notice], mayBeRepeat: Bool = false, follows: [String] = []) {
        self.id = id
        self.notices = notices
        self.mayBeRepeat = mayBeRepeat
        self.follows = follows
    }

    package var alerts: [Alert] {
        notices.compactMap { notice in
            if case .alert(let alert) = notice.content { alert } else { nil }
        }
    }

    package var summary: DailySummary? {
        notices.lazy.compactMap { notice in
            if case .summary(let summary) = notice.content { summary } else { nil }
        }.first
    }
}
