import Monitoring
import Testing

@testable import Bus

@Suite struct HintMessageTests {
    @Test func `a message is lines that a person can read`() {
        let message = HintMessage(sender: "9f86", hints: [.due(.device), .taskFinished("5b0e")])
        #expect(
            String(decoding: message.bytes, as: UTF8.self) == "lapwing-hints/1 9f86\ndevices-due\ntask-finished 5b0e\n")
    }

    @Test(
        arguments: [
            [], [.due(.device)], [.due(.camera), .noticesDue, .settingsChanged],
            [.taskFinished(""), .taskFinished("a b\nc%\u{0}\u{7F}é🐦")],
        ] as [[Hint]])
    func `what is written is read`(hints: [Hint]) {
        let message = HintMessage(sender: "9f86", hints: hints)
        #expect(HintMessage(message.bytes) == message)
    }

    @Test(
        arguments: [
            (
                "lapwing-hints/1 x y\nreboot\ndevices-due soon\n\ntask-finished a b",
                [.due(.device), .taskFinished("a")]
            ),
            ("lapwing-hints/1 x\ntask-finished\n", [.taskFinished("")]),
            ("lapwing-hints/1 x\ntask-finished %4\nDEVICES-DUE\ncameras-due", [.due(.camera)]),
        ] as [(String, [Hint])])
    func `what a later version adds is passed over`(text: String, hints: [Hint]) {
        #expect(HintMessage(Array(text.utf8)) == HintMessage(sender: "x", hints: hints))
    }

    @Test(arguments: ["", "\n", "lapwing-hints/1", "lapwing-hints/2 x\ndevices-due", "devices-due", "\u{0}\u{0}"])
    func `another format is no message`(text: String) {
        #expect(HintMessage(Array(text.utf8)) == nil)
    }
}
