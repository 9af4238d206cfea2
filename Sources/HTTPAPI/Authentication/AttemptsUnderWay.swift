internal import Monitoring
internal import NIOConcurrencyHelpers

/// The sign-ins of this process whose password is being checked, by what they are counted under.
final class AttemptsUnderWay: Sendable {
    private struct Entry {
        /// Those who may yet ask about it.
        var users = 0
        var running = 0
        var ended = 0
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private let entries = NIOLockedValueBox<[ByteText: Entry]>([:])

    /// `leave` must follow.
    func enter(_ key: String) { change(key) { $0.users += 1 } }

    func leave(_ key: String) {
        entries.withLockedValue { entries in
            entries[ByteText(key)]?.users -= 1
            if entries[ByteText(key)]?.users == 0 { entries[ByteText(key)] = nil }
        }
    }

    /// `end` must follow.
    func start(_ key: String) { change(key) { $0.running += 1 } }

    func end(_ key: String) {
        let waiting = change(key) { entry in
            entry.running -= 1
            entry.ended += 1
            defer { entry.waiting = [] }
            return entry.waiting
        }
        for continuation in waiting { continuation.resume(returning: true) }
    }

    /// How many have ended, for `nextEnd`.
    func ended(_ key: String) -> Int { change(key) { $0.ended } }

    /// Waits until one ends that had not when `ended` was read.
    /// - Returns: `false` if none is running.
    func nextEnd(of key: String, since ended: Int) async -> Bool {
        await withCheckedContinuation { continuation in
            let answer: Bool? = change(key) { entry in
                if entry.ended != ended { return true }
                if entry.running == 0 { return false }
                entry.waiting.append(continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    private func change<Value>(_ key: String, _ body: (inout Entry) -> Value) -> Value {
        entries.withLockedValue { body(&$0[ByteText(key), default: Entry()]) }
    }
}
