/// Requests that were given up lately, so that an answer that comes after all is known for what it is.
struct LateReplies {
    private var givenUp: [RequestID: Endpoint] = [:]
    private var late: [Endpoint: Moment] = [:]

    private static var most: Int { 4_096 }
    /// Nanoseconds.
    private static var memory: Int64 { 600_000_000_000 }

    mutating func gaveUp(_ id: RequestID, at endpoint: Endpoint) {
        if givenUp.count == Self.most { givenUp.removeAll(keepingCapacity: true) }
        givenUp[id] = endpoint
    }

    /// Whether it answers one of them.
    mutating func received(_ id: RequestID, now: Moment) -> Bool {
        guard let endpoint = givenUp.removeValue(forKey: id) else { return false }
        if late.count == Self.most { late.removeAll(keepingCapacity: true) }
        late[endpoint] = now
        return true
    }

    /// Whether a device answered too late not long ago.
    func areUsual(for endpoint: Endpoint, now: Moment) -> Bool {
        late[endpoint].map { $0 + Self.memory > now } ?? false
    }
}
