/// Echoes in the order they were sent. A single one, which most sweeps send, takes no memory of its own.
enum EchoList: Hashable, Sendable {
    case one(Echo)
    case many([Echo])

    init(_ echoes: some Collection<Echo>) {
        self = if echoes.count == 1, let first = echoes.first { .one(first) } else { .many(Array(echoes)) }
    }

    func forEach(_ body: (Echo) -> Void) {
        switch self {
        case .one(let echo): body(echo)
        case .many(let echoes): for echo in echoes { body(echo) }
        }
    }

    func count(_ state: Echo.State) -> Int {
        var count = 0
        forEach { if $0.state == state { count += 1 } }
        return count
    }

    var all: [Echo] {
        switch self {
        case .one(let echo): [echo]
        case .many(let echoes): echoes
        }
    }
}
