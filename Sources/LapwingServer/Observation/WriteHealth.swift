internal import Database
internal import HTTPAPI
internal import Monitoring
internal import NIOConcurrencyHelpers
internal import Store
internal import Workers

/// Whether the database takes what is written, as the writes of this process found it: a full disk is still read without
/// complaint.
final class WriteHealth: Sendable {
    private struct Writes {
        var refusal: (reason: String, at: Duration)?
        var tookAt: Duration?
        var triedAt: Duration?

        var areRefused: Bool { refusal.map { (tookAt ?? .zero) <= $0.at } ?? false }
    }

    /// A small write may find room where the next large one does not.
    private static let doubt = Duration.seconds(15)
    /// So long after a refusal, and after a try, the next write is tried.
    private static let pause = Duration.seconds(10)
    private static let patience = Duration.seconds(2)

    private let writes = NIOLockedValueBox(Writes())
    private let clock: ServerClock

    init(clock: ServerClock = .system) { self.clock = clock }

    func took() { writes.withLockedValue { $0.tookAt = clock.uptime() } }

    func refused(_ error: DatabaseError) {
        guard let reason = error.code.writeRefusal else { return }
        writes.withLockedValue { $0.refusal = (reason, clock.uptime()) }
    }

    /// `nil` while nothing is known to be wrong.
    var part: HealthPart? {
        let now = clock.uptime()
        return writes.withLockedValue { writes in
            guard let refusal = writes.refusal else { return nil }
            guard writes.areRefused || now - refusal.at < Self.doubt else { return nil }
            return HealthPart(name: HealthPart.database, state: refusal.reason, isHealthy: false)
        }
    }
}

extension WriteHealth {
    /// Where nothing else writes, nobody would find out that there is room again. So whoever asks has a write tried, if
    /// the last refusal is old and nobody else had one tried lately. Waits for its end a moment at most.
    ///
    /// - Parameter write: goes through the database that tells this what became of it.
    func look(trying write: @escaping @Sendable () async throws -> Void) async {
        guard isTryDue() else { return }
        // What it throws is known from the database already.
        _ = await outcome(within: Self.patience) { try? await write() }
    }

    private func isTryDue() -> Bool {
        let now = clock.uptime()
        return writes.withLockedValue { writes in
            guard writes.areRefused, let refusal = writes.refusal, now - refusal.at >= Self.pause,
                writes.triedAt.map({ now - $0 >= Self.pause }) ?? true
            else { return false }
            writes.triedAt = now
            return true
        }
    }
}

extension Store {
    /// Writes what needs room for a moment: a lease that nobody competes for, held under a long name.
    func tryWriting() async throws {
        let seen = try await leaseRecord(of: Self.trial)
        let holder = String(repeating: "-", count: Self.roomForTrial)
        guard let lease = try await acquireLease(Self.trial, for: holder, seen: seen, lifetime: .zero) else { return }
        try await releaseLease(lease)
    }

    private static let trial = "write-trial"
    /// Bytes: some pages of a database, as a notice or an alert may need.
    private static let roomForTrial = 32_768
}

extension DatabaseError.Code {
    /// For everybody to read: no path and no name.
    fileprivate var writeRefusal: String? {
        switch self {
        case .full: "full: the disk that holds it has no room; make some, and Lapwing goes on by itself"
        case .notWritable: "cannot be written: look at the permissions and the disk"
        case .corrupt: "damaged: restore a backup"
        default: nil
        }
    }
}
