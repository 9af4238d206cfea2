internal import Monitoring

/// A message in parts that are short enough for services that limit what they take.
struct MessageText: Sendable {
    /// `HIGH: Device core-1 (10.0.0.1) is offline`
    let heading: String
    let gravity: Gravity
    /// What an alert says beside its heading.
    let message: String?
    let facts: [AlertText.Fact]
    /// One for each alert of a group, or for each part of a summary; the first of them.
    private let lines: [Line]
    /// How many there are.
    private let total: Int
    let link: Link?
    /// Says that it may be a repeat.
    let note: String?

    struct Line: Sendable, Equatable {
        let text: String
        var link: String?
    }

    struct Link: Sendable, Equatable {
        let title: String
        let address: String
    }

    /// More are shown by none of these services.
    private static let mostLines = 100

    /// - Parameter measure: the heading counts 300 at most, the message 1500, a line 400, a value 150.
    init(_ content: MessageContent, style: MessageStyle, measure: TextMeasure) {
        let parts = Parts(content.subject, style)
        heading = parts.heading.cut(to: 300, by: measure)
        gravity = parts.gravity
        message = parts.message?.cut(to: 1500, by: measure)
        facts = parts.facts.map { AlertText.Fact(label: $0.label, value: $0.value.cut(to: 150, by: measure)) }
        lines = parts.lines.prefix(Self.mostLines).map { Line(text: $0.text.cut(to: 400, by: measure), link: $0.link) }
        total = parts.lines.count
        link = parts.link
        note = content.mayBeRepeat ? MessageContent.repeatNote : nil
    }

    /// The first lines, and how many are left out.
    func lines(most: Int) -> ShownList<Line> { ShownList(lines, total: total, most: most) }

    /// How many lines can be shown so that the message `fits`.
    func mostLines(that fits: (Int) -> Bool) -> Int { (0..<lines.count + 1).last(that: fits) }
}

/// The same before it is cut.
private struct Parts {
    var heading: String
    var gravity: Gravity
    var message: String?
    var facts: [AlertText.Fact] = []
    var lines: [MessageText.Line] = []
    var link: MessageText.Link?

    init(_ subject: MessageContent.Subject, _ style: MessageStyle) {
        switch subject {
        case .alerts(let alerts) where alerts.count == 1: self.init(alerts[0], style)
        case .alerts(let alerts): self.init(alerts, style)
        case .summary(let summary): self.init(summary, style)
        case .test: self.init(heading: "Test message", gravity: .test, message: MessageContent.testSentence)
        }
    }

    private init(heading: String, gravity: Gravity, message: String? = nil) {
        self.heading = heading
        self.gravity = gravity
        self.message = message
    }

    private init(_ alert: Alert, _ style: MessageStyle) {
        let text = AlertText(alert, style: style)
        self.init(heading: "\(text.severity): \(text.headline)", gravity: Gravity(alert), message: text.message)
        facts = text.facts
        link = text.link.map { MessageText.Link(title: "Open the alert", address: $0) }
    }

    private init(_ alerts: [Alert], _ style: MessageStyle) {
        let text = GroupText(alerts, style: style)
        self.init(heading: "\(text.severity): \(text.headline)", gravity: Gravity(alerts))
        lines = text.lines.map {
            MessageText.Line(text: "\($0.severity): \($0.text) (\($0.time))", link: $0.link)
        }
        link = style.publicURL.map { MessageText.Link(title: "Open the alerts", address: $0.alerts) }
    }

    private init(_ summary: DailySummary, _ style: MessageStyle) {
        let text = SummaryText(summary, style: style)
        self.init(heading: text.headline, gravity: .summary)
        lines = text.sections.flatMap { section in
            let counts = section.counts.map { "\($0.number) \($0.label)" }.joined(separator: ", ")
            let names = section.names.isEmpty ? [] : ["Offline: \(section.offline(most: 15).sentence)"]
            return (["\(section.title): \(counts)"] + names).map { MessageText.Line(text: $0) }
        }
        link = text.link.map { MessageText.Link(title: "Open the dashboard", address: $0) }
    }
}
