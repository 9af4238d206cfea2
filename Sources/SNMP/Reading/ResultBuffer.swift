import NIOConcurrencyHelpers

/// Hands what the transport's thread finds to a task that reads it.
final class ResultBuffer<Element: Sendable>: Sendable {
    private struct Contents {
        var ready: [Element] = []
        var end: Result<Void, SNMPError>?
        var isFull = false
        var reader: UnsafeContinuation<Void, Never>?
    }

    private let contents = NIOLockedValueBox(Contents())
    /// How many may wait to be read before no more are wanted.
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Takes over what was found. `false` if no more is wanted for now.
    func offer(_ found: inout [Element]) -> Bool {
        let (reader, isFull) = contents.withLockedValue { contents in
            if contents.ready.isEmpty { swap(&contents.ready, &found) } else { contents.ready += found }
            contents.isFull = contents.ready.count >= capacity
            return (contents.reader.take(), contents.isFull)
        }
        found.removeAll(keepingCapacity: true)
        reader?.resume()
        return !isFull
    }

    /// Nothing more comes. Only the first end counts.
    func end(_ result: Result<Void, SNMPError>) {
        let reader = contents.withLockedValue { contents in
            if contents.end == nil { contents.end = result }
            return contents.reader.take()
        }
        reader?.resume()
    }

    struct Batch {
        let elements: [Element]
        /// Whether more would come if it were asked for now.
        let wasFull: Bool
        /// Only if there are no elements any more.
        let end: Result<Void, SNMPError>?
    }

    /// What is ready. Waits for the next if nothing is; one task at a time may.
    func take() async -> Batch {
        while true {
            if let batch = takeReady() { return batch }
            await withUnsafeContinuation { continuation in
                let isReady = contents.withLockedValue { contents in
                    guard contents.ready.isEmpty, contents.end == nil else { return true }
                    contents.reader = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        }
    }

    private func takeReady() -> Batch? {
        contents.withLockedValue { contents in
            guard !contents.ready.isEmpty || contents.end != nil else { return nil }
            let elements = contents.ready
            contents.ready = []
            defer { contents.isFull = false }
            return Batch(elements: elements, wasFull: contents.isFull, end: elements.isEmpty ? contents.end : nil)
        }
    }
}

extension Optional {
    /// The value, which goes.
    mutating func take() -> Wrapped? {
        defer { self = nil }
        return self
    }
}
