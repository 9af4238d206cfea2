import HTTPTypes
import Monitoring
import Testing
import Web

@testable import HTTPAPI

/// What clients are answered, word for word. Whoever means to change it runs the tests with `UPDATE_GOLDEN=1` and reads
/// what became of the files.
@Suite struct GoldenAnswersTests {
    private static let played = Task { try await GoldenSession.play() }

    @Test(arguments: Transcript.Subject.allCases)
    func `clients are answered as they always were`(subject: Transcript.Subject) async throws {
        let transcript = try await Self.played.value.transcript
        let difference = try GoldenFile(name: subject.rawValue).difference(from: transcript.texts[subject] ?? "")
        if let difference { Issue.record("\(subject).txt differs, \(difference)") }
    }

    @Test func `each operation is heard with every answer and every refusal that it is described with`() async throws {
        let (transcript, operations) = try await Self.played.value
        for operation in operations {
            let statuses = Set(operation.answers.map(\.status.code) + operation.allRefusals.map(\.code))
            let heard = transcript.exchanges.filter { operation.isCalled(by: $0, among: operations) }
            #expect(statuses.subtracting(heard.map(\.status)).sorted() == [], "\(operation.identifier)")
            guard case .role = operation.access else { continue }
            let callers = Set(["nobody", "viewer", "operator", "admin"])
            #expect(callers.subtracting(heard.map(\.caller)).sorted() == [], "\(operation.identifier)")
        }
    }
}

extension Operation {
    fileprivate func isCalled(by exchange: Transcript.Exchange, among operations: [Operation]) -> Bool {
        guard exchange.method == method, matches(exchange.path) else { return false }
        return !operations.contains {
            $0.method == method && $0.path != path && $0.isFixed && $0.matches(exchange.path)
        }
    }

    private var isFixed: Bool { !path.contains("{") }

    private func matches(_ path: String) -> Bool {
        let own = self.path.split(separator: "/")
        let other = path.prefix { $0 != "?" }.split(separator: "/")
        return own.count == other.count && zip(own, other).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
