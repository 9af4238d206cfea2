package import Sockets

/// What asking a host at one address came to.
package enum AttemptStanding {
    case answered, silent
    /// It lives, and another address may do better.
    case refused
    /// By our own fault.
    case notAsked
}

package protocol AttemptResult: Sendable {
    var standing: AttemptStanding { get }
}

/// A host asked at its addresses until one answers.
package struct AddressTrial<Result: AttemptResult>: Sendable {
    package struct Attempt: Sendable {
        package let address: IPAddress
        package let result: Result

        fileprivate var isAnswered: Bool { result.standing == .answered }
    }

    /// In the order of the addresses; the one that was answered alone, if one was.
    package let attempts: [Attempt]

    /// Asks at the first address alone, which is the one that answered last, and only where it does not at all others at
    /// once: a host with dead addresses takes no more than twice the time of one.
    package init(at addresses: [IPAddress], ask: @escaping @Sendable (IPAddress) async -> Result) async {
        guard let first = addresses.first else {
            attempts = []
            return
        }
        let begun = Attempt(address: first, result: await ask(first))
        guard !begun.isAnswered, addresses.count > 1, !Task.isCancelled else {
            attempts = [begun]
            return
        }
        let others = await Self.attempts(at: Array(addresses.dropFirst()), ask)
        attempts = others.contains(where: \.isAnswered) ? others : [begun] + others
    }

    /// Returns with the first answer; the other attempts are given up then.
    private static func attempts(
        at addresses: [IPAddress], _ ask: @escaping @Sendable (IPAddress) async -> Result
    ) async -> [Attempt] {
        await withTaskGroup(of: Attempt.self) { group in
            for address in addresses { group.addTask { Attempt(address: address, result: await ask(address)) } }
            var attempts: [Attempt] = []
            for await attempt in group {
                if attempt.isAnswered {
                    group.cancelAll()
                    return [attempt]
                }
                attempts.append(attempt)
            }
            return addresses.compactMap { address in attempts.first { $0.address == address } }
        }
    }

    /// The attempt to go by: the one that was answered, or refused; else, the first that was asked properly. An address that
    /// used to answer and could not be asked leaves it open whether the host lives.
    package func decisive(usual: (IPAddress) -> Bool) -> Attempt? {
        if let answered = attempts.first(where: \.isAnswered) { return answered }
        if let refused = attempts.first(where: { $0.result.standing == .refused }) { return refused }
        if let first = attempts.first, first.result.standing == .notAsked, usual(first.address) { return first }
        return attempts.first { $0.result.standing == .silent } ?? attempts.first
    }

    /// The other addresses that were silent too, for the end of a sentence; empty if there are none.
    func silentBeside(_ attempt: Attempt) -> String {
        guard attempt.result.standing == .silent else { return "" }
        let others = attempts.filter { $0.address != attempt.address && $0.result.standing == .silent }
        guard !others.isEmpty else { return "" }
        return "; nor do its other addresses answer: \(others.map(\.address.description).joined(separator: ", "))"
    }
}
