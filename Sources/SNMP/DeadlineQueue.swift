/// Which request is due next, without a timer for each.
///
/// Requests with the same time-out are due in the order in which they were sent, so there is one queue for each time-out in
/// use; entries of requests that were answered meanwhile stay until they come to the front.
struct DeadlineQueue<ID> {
    private struct Entry {
        let id: ID
        let deadline: Moment
    }

    private struct Line {
        var entries: [Entry] = []
        var head = 0

        var first: Entry? { head < entries.count ? entries[head] : nil }

        mutating func removeFirst() {
            head += 1
            if head == entries.count {
                entries.removeAll(keepingCapacity: entries.count <= 1024)
                head = 0
            } else if head >= 4096, head * 2 > entries.count {
                entries.removeFirst(head)
                head = 0
            }
        }
    }

    private var lines: [Int64: Line] = [:]

    /// Moments must not go backwards from call to call.
    mutating func append(_ id: ID, timeout: Int64, now: Moment) -> Moment {
        let deadline = now + timeout
        lines[timeout, default: Line()].entries.append(Entry(id: id, deadline: deadline))
        return deadline
    }

    /// The earliest deadline among the entries that `isLive`; those in front that are not are dropped.
    mutating func next(where isLive: (ID, Moment) -> Bool) -> Moment? {
        var earliest: Moment?
        for timeout in lines.keys {
            while let first = lines[timeout]?.first, !isLive(first.id, first.deadline) {
                lines[timeout]?.removeFirst()
            }
            guard let first = lines[timeout]?.first else {
                lines[timeout] = nil
                continue
            }
            earliest = min(earliest ?? first.deadline, first.deadline)
        }
        return earliest
    }

    /// Takes out one entry that is due, dropping those in front that are not live.
    mutating func popDue(now: Moment, where isLive: (ID, Moment) -> Bool) -> ID? {
        for timeout in lines.keys {
            while let first = lines[timeout]?.first, first.deadline <= now {
                lines[timeout]?.removeFirst()
                if isLive(first.id, first.deadline) { return first.id }
            }
        }
        return nil
    }
}
