import Logging
import Monitoring
import NIOConcurrencyHelpers
import TestKit

@testable import Bus

extension RedisBus {
    convenience init(
        _ url: Secret, namespace: String = "lapwing", log: TestLog = TestLog(), timing: RedisTiming = .unhurried
    ) throws {
        guard let address = try RedisAddress.parse(url) else { throw Timeout(description: "No address") }
        self.init(address, namespace: namespace, logger: log.logger, timing: timing)
    }

    func connected() async throws {
        try await eventually("the bus to be connected; it is \(state)") { state.isConnected ? true : nil }
    }

    /// - Returns: why it is away, once it is.
    @discardableResult
    func away(where matches: @escaping (String) -> Bool = { _ in true }) async throws -> String {
        try await eventually("the bus to be away; it is \(state)") { state.reason.flatMap { matches($0) ? $0 : nil } }
    }
}

extension RedisTiming {
    /// For tests that are not about silence: a loaded machine is not taken for a Redis that hangs.
    static let unhurried = RedisTiming(pingInterval: .milliseconds(200), patience: .seconds(20), farewell: .seconds(10))
}

extension BusState {
    var isConnected: Bool { if case .connected = self { true } else { false } }
    var reason: String? { if case .away(_, let reason) = self { reason } else { nil } }
    var refusal: String? { if case .connected(_, let refusal) = self { refusal } else { nil } }
}

/// Log lines as a test sees them, metadata included.
final class TestLog: Sendable {
    private let box = NIOLockedValueBox<[String]>([])

    var lines: [String] { box.withLockedValue { $0 } }

    var logger: Logger {
        var logger = Logger(label: "redis") { _ in Handler(box: self.box) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let box: NIOLockedValueBox<[String]>
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            box.withLockedValue { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
        }
    }
}
