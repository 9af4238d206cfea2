internal import NIOConcurrencyHelpers

/// Where the thread of a pinger leaves results for one reader.
final class Mailbox<Element: Sendable>: Sendable {
    private struct Contents {
        var elements: [Element] = []
        var reader: CheckedContinuation<[Element], Never>?
        var isOver = false
        /// The writer waits for room.
        var isFull = false

        /// The reader and what it gets, where it waits and there is something to say.
        mutating func takeReader() -> (reader: CheckedContinuation<[Element], Never>?, batch: [Element]) {
            guard let reader, isOver || !elements.isEmpty else { return (nil, []) }
            self.reader = nil
            defer { elements = [] }
            return (reader, elements)
        }
    }

    private let contents = NIOLockedValueBox(Contents())

    /// Leaves more, of which the latest `limit` elements are kept. Returns how many lie there unread; where that is
    /// `alarm` or more, the next `read` will say so.
    func put(_ elements: [Element], limit: Int = .max, alarm: Int = .max) -> Int {
        let (reader, batch, count) = contents.withLockedValue { contents in
            contents.elements.append(contentsOf: elements)
            if contents.elements.count > limit { contents.elements.removeFirst(contents.elements.count - limit) }
            let (reader, batch) = contents.takeReader()
            contents.isFull = contents.elements.count >= alarm
            return (reader, batch, contents.elements.count)
        }
        reader?.resume(returning: batch)
        return count
    }

    /// Nothing will be left any more.
    func finish() {
        let (reader, batch) = contents.withLockedValue { contents in
            contents.isOver = true
            return contents.takeReader()
        }
        reader?.resume(returning: batch)
    }

    /// What lies there; waits for something. Empty at the end. `makesRoom` is whether the writer waits for room.
    func read() async -> (elements: [Element], makesRoom: Bool) {
        let makesRoom = contents.withLockedValue { contents in
            defer { contents.isFull = false }
            return contents.isFull
        }
        let elements = await withCheckedContinuation { reader in
            let (reader, batch) = contents.withLockedValue { contents in
                contents.reader = reader
                return contents.takeReader()
            }
            reader?.resume(returning: batch)
        }
        return (elements, makesRoom)
    }
}
