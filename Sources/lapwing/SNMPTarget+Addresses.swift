import Probes
import SNMP
import Sockets

extension SNMPTarget {
    /// More addresses of a name are not asked.
    private static let mostAddresses = 6

    /// The device at that address of its name which answers, as a poll finds it: the first one alone, then all others at
    /// once. An address, and a name with a single one, is as it is.
    /// - Throws: what the address says that is best to go by, if none answers.
    func answering(_ client: SNMPClient) async throws(SNMPError) -> SNMPTarget {
        guard IPAddress(host) == nil,
            case .addresses(let addresses) = await HostResolver.system.lookUp(host, within: .seconds(30)),
            addresses.count > 1
        else { return self }
        let trial = await AddressTrial(at: Array(addresses.prefix(Self.mostAddresses))) { address in
            await firstAnswer(of: at(address), client)
        }
        guard let attempt = trial.decisive(usual: { _ in false }) else { return self }
        if let failure = attempt.result.failure, attempt.result.standing != .answered {
            let asked = trial.attempts.map(\.address.description).joined(separator: ", ")
            Note.write("None of the addresses of \(host) answers: \(asked).")
            throw failure
        }
        return at(attempt.address)
    }

    private func at(_ address: IPAddress) -> SNMPTarget {
        var target = self
        target.host = address.description
        return target
    }

    private func firstAnswer(of target: SNMPTarget, _ client: SNMPClient) async -> FirstAnswer {
        do throws(SNMPError) {
            _ = try await client.getNext([.sysDescr], from: target)
            return FirstAnswer(failure: nil)
        } catch {
            return FirstAnswer(failure: error)
        }
    }
}

/// What came of the first request to an address.
private struct FirstAnswer: AttemptResult {
    let failure: SNMPError?

    var standing: AttemptStanding {
        switch failure?.code {
        case nil, .refused: .answered
        default: failure?.concernsDevice == false ? .notAsked : failure?.showsLife == true ? .refused : .silent
        }
    }
}
