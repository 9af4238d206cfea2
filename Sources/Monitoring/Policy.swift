/// Everything that decides what is made of what is found, and who is told.
package struct Policy: Sendable, Equatable {
    package var settings: Settings
    package var receivers: [Receiver]
    /// What keeps some of the receivers from sending, a sentence each.
    package var problems: [ID<Receiver>: String]
    package var routes: [Route]
    /// Those that have not ended.
    package var windows: [MaintenanceWindow]

    package init(
        settings: Settings, receivers: [Receiver] = [], problems: [ID<Receiver>: String] = [:], routes: [Route] = [],
        windows: [MaintenanceWindow] = []
    ) {
        self.settings = settings
        self.receivers = receivers
        self.problems = problems
        self.routes = routes
        self.windows = windows
    }
}

/// Who is told of an alert: decided before it is written.
package struct Telling: Sendable, Equatable {
    package var plans: [NoticePlan]
    /// Why nobody is told, if nobody is, such as `Severity low is not sent at once`.
    package var silence: String?

    package init(_ plans: [NoticePlan] = [], silence: String? = nil) {
        self.plans = plans
        self.silence = silence
    }

    package static let nobody = Telling()
}

/// Whether one receiver is told, and when.
package struct NoticePlan: Sendable, Equatable {
    package enum Course: Sendable, Equatable {
        case send
        /// Not told, for this reason, such as "SMTP_SERVER is not set".
        case skip(String)
        /// Told then if the alert still fires and nobody acknowledged it; and why not now.
        case hold(until: Timestamp, String)
    }

    package var receiver: ID<Receiver>
    /// The receiver's name.
    package var name: String
    package var course: Course
    /// How long a notice waits for others to be sent with; zero to send each at once, alone.
    package var groupWait: Duration

    package init(_ receiver: ID<Receiver>, name: String, _ course: Course = .send, groupWait: Duration = .zero) {
        self.receiver = receiver
        self.name = name
        self.course = course
        self.groupWait = groupWait
    }
}

/// A notice that waits for the end of maintenance, and what it is of as that is now.
package struct HeldNotice: Sendable, Equatable {
    package let id: ID<Notice>
    package var news: News
    package var until: Timestamp

    package init(id: ID<Notice>, news: News, until: Timestamp) {
        self.id = id
        self.news = news
        self.until = until
    }
}

/// What becomes of a notice that waits, now that windows or what they cover may have changed.
package enum HeldNoticeStep: Sendable, Equatable {
    case keep
    case hold(until: Timestamp, String)
    /// Nothing keeps it any more.
    case free
}
