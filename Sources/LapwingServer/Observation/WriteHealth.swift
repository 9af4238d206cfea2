internal import Database
internal import Monitoring
internal import NIOConcurrencyHelpers
internal import Workers

/// Whether the database takes what is written, as the writes of this process found it: a full disk is still read without
/// complaint.
final class WriteHealth: Sendable {
    private struct Writes {
        var refusal: (reason: String, at: Duration)?
        var tookAt: Duration?
    }

    /// A small write may find room where the next large one does not.
    private static let doubt = Duration.seconds(15)

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
            let hasTakenSince = (writes.tookAt ?? .zero) > refusal.at
            guard !hasTakenSince || now - refusal.at < Self.doubt else { return nil }
            return HealthPart(name: HealthPart.database, state: refusal.reason, isHealthy: false)
        }
    }
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
