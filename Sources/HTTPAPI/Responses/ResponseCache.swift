internal import Monitoring
internal import NIOConcurrencyHelpers
internal import Web

/// Keeps rendered answers and sends them again while nothing they show has changed.
///
/// Each request reads the revision of what it asks for in the same read that tells who asks, before any row. What it
/// then renders from the rows is kept under that revision: rows that were committed in between make the answer newer
/// than its revision says, never older. A request that finds an answer under its own revision or a later one may
/// therefore send it: every change that was committed before the request came in is in it. A change bumps the revision
/// in its own transaction, so the next request looks for a revision that no kept answer has.
///
/// Those who ask at once for what is not kept wait for one rendering, if it began under their revision or a later one:
/// a list of megabytes that hundreds ask for after each change would otherwise be read and rendered for each of them.
final class ResponseCache: Sendable {
    /// What was asked for, and by whom where that makes a difference. The communities are in what operators see.
    enum Key: Hashable {
        case devices(ListKey, showsSecrets: Bool)
        case device(ID<Device>, showsSecrets: Bool)
        case deviceCounts
        case cameras(ListKey)
        case camera(ID<Camera>)
        case cameraCounts
        case alertSummary
    }

    private struct Entry {
        var revision: Int64
        var answer: RenderedAnswer
    }

    /// Two generations bound it: when the younger is full, the older is forgotten, and what is asked for often has been
    /// copied to the younger before.
    private struct Generations {
        var younger: [Key: Entry] = [:]
        var older: [Key: Entry] = [:]
        /// Bytes of each.
        var youngerSize = 0
        var olderSize = 0
    }

    private let capacity: Int
    private let renderings = SharedRenderings()
    private let generations = NIOLockedValueBox(Generations())

    /// - Parameter capacity: in bytes of rendered text.
    init(capacity: Int = 32 << 20) { self.capacity = capacity }

    /// - Parameter render: Reads the rows and renders them; `nil` where there is nothing to show, which is not kept.
    func answer(
        _ key: Key, at revision: Int64, _ render: () async throws -> RenderedAnswer?
    ) async throws -> RenderedAnswer? {
        while true {
            if let kept = kept(key, since: revision) { return kept }
            switch renderings.place(for: key, since: revision) {
            case .lead(let rendering): return try await lead(rendering, of: key, render)
            case .join(let rendering):
                do { return try await rendering.value() } catch is CancellationError where !Task.isCancelled {
                    // Who rendered it was called off; that says nothing about this request.
                }
            }
        }
    }

    /// How many wait for what is being rendered now; `nil` if it is not.
    func waiting(for key: Key) -> Int? { renderings.waiting(for: key) }

    private func lead(
        _ rendering: SharedRendering, of key: Key, _ render: () async throws -> RenderedAnswer?
    ) async throws -> RenderedAnswer? {
        do {
            let answer = try await render()
            if let answer { keep(Entry(revision: rendering.revision, answer: answer), for: key) }
            renderings.end(rendering, of: key, .success(answer))
            return answer
        } catch {
            renderings.end(rendering, of: key, .failure(error))
            throw error
        }
    }

    func removeAll() { generations.withLockedValue { $0 = Generations() } }

    /// Bytes that are kept, about.
    var size: Int { generations.withLockedValue { $0.youngerSize + $0.olderSize } }

    private func kept(_ key: Key, since revision: Int64) -> RenderedAnswer? {
        generations.withLockedValue { generations in
            if let entry = generations.younger[key] { return entry.revision >= revision ? entry.answer : nil }
            guard let entry = generations.older.removeValue(forKey: key) else { return nil }
            generations.olderSize -= entry.answer.size
            guard entry.revision >= revision else { return nil }
            insert(entry, for: key, into: &generations)
            return entry.answer
        }
    }

    private func keep(_ entry: Entry, for key: Key) {
        guard entry.answer.size <= capacity / 4 else { return }
        generations.withLockedValue { generations in
            if let present = generations.younger[key], present.revision > entry.revision { return }
            insert(entry, for: key, into: &generations)
        }
    }

    private func insert(_ entry: Entry, for key: Key, into generations: inout Generations) {
        if generations.youngerSize + entry.answer.size > capacity / 2 {
            generations = Generations(older: generations.younger, olderSize: generations.youngerSize)
        }
        let replaced = generations.younger.updateValue(entry, forKey: key)
        generations.youngerSize += entry.answer.size - (replaced?.answer.size ?? 0)
    }
}
