/// Who may visit a host now, and who waits: so many at once, in the order in which they came. A host has several names;
/// who visits it under one counts under all that he knows.
struct HostQueue<Visitor: Sendable>: Sendable {
    private struct Waiting: Sendable {
        let visitor: Visitor
        let number: Int
        let hosts: Set<String>
        let most: Int
    }

    private var visits: [String: Int] = [:]
    private var waiting: [Waiting] = []

    /// - Parameter most: visits at once.
    /// - Returns: whether he may go in now.
    mutating func arrive(at hosts: Set<String>, most: Int) -> Bool {
        guard hasRoom(at: hosts, most: most) else { return false }
        enter(hosts)
        return true
    }

    mutating func wait(_ visitor: Visitor, number: Int, for hosts: Set<String>, most: Int) {
        waiting.append(Waiting(visitor: visitor, number: number, hosts: hosts, most: most))
    }

    /// - Returns: who goes in now.
    mutating func leave(_ hosts: Set<String>) -> [Visitor] {
        for host in hosts {
            let left = (visits[host] ?? 1) - 1
            visits[host] = left == 0 ? nil : left
        }
        var (admitted, others) = ([Visitor](), [Waiting]())
        for next in waiting {
            guard hasRoom(at: next.hosts, most: next.most) else {
                others.append(next)
                continue
            }
            enter(next.hosts)
            admitted.append(next.visitor)
        }
        waiting = others
        return admitted
    }

    /// - Returns: the visitor, where he was still waiting.
    mutating func giveUp(_ number: Int) -> Visitor? {
        waiting.firstIndex { $0.number == number }.map { waiting.remove(at: $0).visitor }
    }

    private func hasRoom(at hosts: Set<String>, most: Int) -> Bool {
        hosts.allSatisfy { visits[$0, default: 0] < most }
    }

    private mutating func enter(_ hosts: Set<String>) {
        for host in hosts { visits[host, default: 0] += 1 }
    }
}
