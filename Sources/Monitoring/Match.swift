/// Which alerts, or which of what is watched, a route or a maintenance window is for. What is not given holds for all;
/// of what is given, every part must hold.
package struct Match: Sendable, Hashable, Codable {
    package var severities: [Severity]
    /// Of what the alert is about, such as `device`; `none` for an alert about nothing. A kind that this version does
    /// not know matches nothing here.
    package var kinds: [String]
    /// Any of them.
    package var tags: [String]
    /// Such as `device_offline`.
    package var rules: [String]
    /// Such as `device:1`.
    package var subjects: [String]
    /// A name in which `*` stands for any text and `?` for one character, whatever the case.
    package var name: String?

    package init(
        severities: [Severity] = [], kinds: [String] = [], tags: [String] = [], rules: [String] = [],
        subjects: [String] = [], name: String? = nil
    ) {
        self.severities = severities
        self.kinds = kinds
        self.tags = tags
        self.rules = rules
        self.subjects = subjects
        self.name = name
    }

    /// The kind of an alert that is about nothing.
    package static let noKind = "none"

    /// Whether it is for this alert.
    package func holds(of news: News) -> Bool {
        (severities.isEmpty || severities.contains(news.severity))
            && (rules.isEmpty || rules.contains(news.rule.rawValue)) && covers(news.subject)
    }

    /// Whether it is for what is watched, whatever happens to it; `nil` is for nothing in particular.
    package func covers(_ subject: TaggedSubject?) -> Bool {
        (kinds.isEmpty || kinds.contains(subject?.kind.rawValue ?? Self.noKind))
            && (tags.isEmpty || tags.contains { subject?.tags.contains($0) ?? false })
            && (subjects.isEmpty || subject.map { subjects.contains($0.key) } ?? false)
            && (name.map { name in subject?.name.matches(glob: name) ?? false } ?? true)
    }
}

/// What is watched, as far as a match asks.
package struct TaggedSubject: Sendable, Hashable {
    package var kind: SubjectKind
    package var id: Int64
    package var name: String
    package var tags: [String]

    package init(_ kind: SubjectKind, _ id: Int64, name: String, tags: [String] = []) {
        self.kind = kind
        self.id = id
        self.name = name
        self.tags = tags
    }

    package init(_ subject: some Watched) {
        self.init(
            type(of: subject).kind, subject.id.rawValue, name: subject.configuration.name,
            tags: subject.configuration.tags)
    }

    /// `device:1`
    package var key: String { "\(kind.rawValue):\(id)" }
}

/// What people may be told of: an alert before it is written.
package struct News: Sendable, Equatable {
    package var rule: AlertRule
    package var severity: Severity
    /// `nil` for an alert that is about nothing.
    package var subject: TaggedSubject?

    package init(_ rule: AlertRule, _ severity: Severity, of subject: TaggedSubject?) {
        self.rule = rule
        self.severity = severity
        self.subject = subject
    }
}

extension String {
    /// Whether all of it is as `pattern` says, whatever the case: `*` stands for any text, `?` for one code point. Takes
    /// no longer than the product of both lengths.
    package func matches(glob pattern: String) -> Bool {
        let (text, pattern) = (Array(lowercased().unicodeScalars), Array(pattern.lowercased().unicodeScalars))
        var (at, place) = (0, 0)
        var lastStar: (place: Int, at: Int)?
        while at < text.count {
            if place < pattern.count, pattern[place] == "*" {
                lastStar = (place, at)
                place += 1
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[at] {
                (at, place) = (at + 1, place + 1)
            } else if let star = lastStar {
                lastStar = (star.place, star.at + 1)
                (at, place) = (star.at + 1, star.place + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
