/// Informs that were handed on lately, so that one that is sent again for want of our acknowledgement counts once.
struct RecentInforms: Sendable {
    private struct Key: Hashable, Sendable {
        let source: Endpoint
        let content: Int
    }

    /// In the order in which they came; from `next` on the oldest.
    private var ring: [(key: Key, moment: Moment)] = []
    private var next = 0
    private var moments: [Key: Moment] = [:]

    private static let capacity = 4_096
    private static let lifetime: Int64 = 60_000_000_000

    /// Whether the same was handed on less than a minute ago.
    func contains(_ requestID: Int32, _ content: TrapContent, from source: Endpoint, now: Moment) -> Bool {
        guard let moment = moments[key(requestID, content, source)] else { return false }
        return now < moment + Self.lifetime
    }

    /// It was handed on.
    mutating func insert(_ requestID: Int32, _ content: TrapContent, from source: Endpoint, now: Moment) {
        let entry = (key: key(requestID, content, source), moment: now)
        if ring.count < Self.capacity {
            ring.append(entry)
        } else {
            let oldest = ring[next]
            if moments[oldest.key] == oldest.moment { moments[oldest.key] = nil }
            ring[next] = entry
            next = (next + 1) % Self.capacity
        }
        moments[entry.key] = now
    }

    private func key(_ requestID: Int32, _ content: TrapContent, _ source: Endpoint) -> Key {
        var hasher = Hasher()
        hasher.combine(requestID)
        hasher.combine(content)
        return Key(source: source, content: hasher.finalize())
    }
}
