/// The body of an incoming webhook, in the form that Slack's imitators take too.
struct SlackMessage: Sendable, Equatable, Encodable {
    /// What a notification shows.
    var text: String
    var attachments: [Attachment]

    struct Attachment: Sendable, Equatable, Encodable {
        var fallback: String
        var color: String
        var title: String
        /// Where the title leads; left out where it is `nil`.
        var title_link: String?
        var text: String
        var fields: [Field]
        var footer: String
        /// Seconds since 1970.
        var ts: Int64?
        /// No part of it is markup.
        let mrkdwn_in: [String] = []
    }

    struct Field: Sendable, Equatable, Encodable {
        var title: String
        var value: String
        var short = true
    }

    private let mrkdwn = false
    private let link_names = false

    init(text: String, attachments: [Attachment] = []) {
        self.text = text
        self.attachments = attachments
    }
}
