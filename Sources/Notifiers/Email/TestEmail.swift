internal import Monitoring

enum TestEmail {
    static let content = EmailContent(
        subject: "[Lapwing] Test message", text: sentence + "\n",
        html: HTML.page(
            heading: "Test message", colour: Severity.info.colour, body: "<p>\(HTML.escaped(sentence))</p>"))

    private static let sentence = MessageContent.testSentence
}
