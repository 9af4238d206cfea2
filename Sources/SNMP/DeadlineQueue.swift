/// Which request is due next, without a timer for each.
///
/// Requests with the same time-out are due in the order in which they were sent, so there is one line for each time-out in
/// use; entries of requests that were answered meanwhile stay until they come to the front.
struct DeadlineQueue<ID> {
    private struct Entry {
        let id: ID
        let deadline: Moment
    }

    private struct Line {
        let timeout: Int64
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

    /// Few: as many as there are different time-outs among the requests that wait.
    private var lines: [Line] = []

    /// The deadline of an entry made now. Moments must not go backwards from call to call.
    mutating func append(_ id: ID, timeout: Int64, now: Moment) -> Moment {
        let deadline = now + timeout
        let entry = Entry(id: id, deadline: deadline)
        if let line = lines.firstIndex(where: { $0.timeout == timeout }) {
            lines[line].entries.append(entry)
        } else {
            lines.append(Line(timeout: timeout, entries: [entry]))
        }
        return deadline
    }

    /// The earliest deadline among the entries that `isLive`; those in front that are not are dropped.
    mutating func next(where isLive: (ID, Moment) -> Bool) -> Moment? {
        var earliest: Moment?
        for line in lines.indices {
            while let first = lines[line].first, !isLive(first.id, first.deadline) { lines[line].removeFirst() }
            guard let deadline = lines[line].first?.deadline else { continue }
            earliest = min(earliest ?? deadline, deadline)
        }
        lines.removeAll { $0.first == nil }
        return earliest
    }

    /// Takes out one entry that is due, dropping those in front that are not live.
    mutating func popDue(now: Moment, where isLive: (ID, Moment) -> Bool) -> ID? {
        for line in lines.indices {
            while let first = lines[line].first, first.deadline <= now {
                lines[line].removeFirst()
                if isLive(first.id, first.deadline) { return first.id }
            }
        }
        return nil
    }
}
