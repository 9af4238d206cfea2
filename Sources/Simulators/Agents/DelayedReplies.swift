/// Replies that are not due yet, the next one first.
struct DelayedReplies {
    private struct Entry {
        let due: Int64
        let reply: AgentDatagram
    }

    private var heap: [Entry] = []

    /// When the first is due, in nanoseconds of the monotonic clock.
    var nextDue: Int64? { heap.first?.due }

    mutating func add(_ reply: AgentDatagram, due: Int64) {
        heap.append(Entry(due: due, reply: reply))
        var child = heap.count - 1
        while child > 0, heap[(child - 1) / 2].due > heap[child].due {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// The first, if it is due by then.
    mutating func take(at now: Int64) -> AgentDatagram? {
        guard let first = heap.first, first.due <= now, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first.reply }
        heap[0] = last
        sink()
        return first.reply
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].due < heap[least].due
            {
                least = child
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}

/// A reply on its way out.
struct AgentDatagram {
    var bytes: [UInt8]
    let socket: FleetSocket
    let peer: SocketName
    /// In network byte order.
    let local: LocalAddress
    /// Whether it answers a ping, of a tunnel.
    var isEcho = false

    typealias SocketName = (
        UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8,
        UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8
    )
    typealias LocalAddress = (
        UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8
    )
}
