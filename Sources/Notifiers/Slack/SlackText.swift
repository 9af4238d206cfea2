/// Text as Slack and what takes Slack's messages show it: nothing in it is markup or calls anybody.
enum SlackText {
    /// Slack reads `&`, `<` and `>` (<https://docs.slack.dev/messaging/formatting-message-text>), so `<!channel>` and
    /// `<@U123>` become plain. Others read `@channel` itself; a word joiner after the `@` keeps them from it.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("@", with: "@\u{2060}")
    }
}
