internal import Store

/// Decides when the lease of a holder that is silent may be taken. Only this process's own uptime counts, so that it
/// does not matter how the clocks of machines differ: a lease is over when it was not renewed for its lifetime while
/// this process watched.
struct LeaseWatch {
    private let lifetime: Duration
    private var seen: (record: LeaseRecord, at: Duration)?

    init(lifetime: Duration) { self.lifetime = lifetime }

    /// - Parameters:
    ///   - record: as it was read between `began` and `ended`; `nil` where nobody has ever had it.
    mutating func mayTake(_ record: LeaseRecord?, readFrom began: Duration, to ended: Duration) -> Bool {
        guard let record, record.holder != nil else { return true }
        guard let seen, seen.record == record else {
            self.seen = (record, ended)
            return false
        }
        return began - seen.at >= lifetime
    }
}
