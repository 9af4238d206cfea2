internal import Monitoring

/// What one process tells the others: lines of text, so that `redis-cli subscribe` can be read.
///
///     lapwing-hints/1 9f86d081884c7d65
///     devices-due
///     task-finished 5b0e7a3c
///
/// A reader ignores a line whose first word it does not know, words after those it knows, and a message with another
/// first line: other versions, and others who publish on the channel, do no harm.
struct HintMessage: Equatable {
    /// Whose: a process does not listen to itself.
    var sender: String
    var hints: [Hint]

    private static let format = "lapwing-hints/1"
    private static let (lineEnd, space) = (UInt8(ascii: "\n"), UInt8(ascii: " "))

    init(sender: String, hints: [Hint]) {
        self.sender = sender
        self.hints = hints
    }

    init?(_ bytes: some Collection<UInt8>) {
        var lines = bytes.split(separator: Self.lineEnd).makeIterator()
        guard let first = lines.next() else { return nil }
        let words = first.split(separator: Self.space)
        guard words.count >= 2, words[0].elementsEqual(Self.format.utf8) else { return nil }
        sender = String(decoding: words[1], as: UTF8.self)
        hints = []
        while let line = lines.next() {
            if let hint = Hint(words: line.split(separator: Self.space)) { hints.append(hint) }
        }
    }

    var bytes: [UInt8] {
        var bytes = Array("\(Self.format) \(sender)\n".utf8)
        for hint in hints {
            bytes += hint.word.utf8
            if case .taskFinished(let task) = hint {
                bytes.append(Self.space)
                PercentCoding.encode(task, to: &bytes)
            }
            bytes.append(Self.lineEnd)
        }
        return bytes
    }
}

extension Hint {
    fileprivate var word: String {
        switch self {
        case .due(let kind): "\(kind)s-due"
        case .noticesDue: "notices-due"
        case .settingsChanged: "settings-changed"
        case .taskFinished: "task-finished"
        }
    }

    fileprivate init?(words: [some Collection<UInt8>]) {
        guard let word = words.first else { return nil }
        switch String(decoding: word, as: UTF8.self) {
        case Hint.noticesDue.word: self = .noticesDue
        case Hint.settingsChanged.word: self = .settingsChanged
        case Hint.taskFinished("").word:
            guard let task = PercentCoding.decode(words.count > 1 ? Array(words[1]) : []) else { return nil }
            self = .taskFinished(task)
        case let text:
            guard let kind = SubjectKind.allCases.first(where: { Hint.due($0).word == text }) else { return nil }
            self = .due(kind)
        }
    }
}
