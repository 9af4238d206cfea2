internal import NIOConcurrencyHelpers
internal import NIOCore
internal import Synchronization

/// The connections of a server. One that does nothing is closed for a newcomer whose network holds fewer.
final class OpenConnections: Sendable {
    /// Whether somebody waits for an answer on a connection.
    final class Activity: Sendable {
        private let answering = Atomic(false)

        var isAnswering: Bool {
            get { answering.load(ordering: .relaxed) }
            set { answering.store(newValue, ordering: .relaxed) }
        }
    }

    enum Admission {
        case admitted(Activity)
        case refused(isFirst: Bool)
    }

    private struct Entry {
        let channel: any Channel
        let activity: Activity
    }

    private struct State {
        var shares: ConnectionShares
        var entries: [ConnectionShares.Connection: Entry] = [:]

        mutating func admit(
            _ entry: Entry, _ proxies: TrustedProxies
        ) -> (admission: ConnectionShares.Admission, replaced: (any Channel)?) {
            let admission = shares.admit(
                Peer(entry.channel.remoteAddress), isTrusted: { $0.ipAddress.map(proxies.contains) ?? false },
                isIdle: { [entries] in entries[$0]?.activity.isAnswering == false })
            switch admission {
            case .refused: return (admission, nil)
            case .admitted(let id):
                entries[id] = entry
                return (admission, nil)
            case .admittedInPlace(let id, of: let other):
                entries[id] = entry
                return (admission, entries.removeValue(forKey: other)?.channel)
            }
        }
    }

    private let proxies: TrustedProxies
    private let state: NIOLockedValueBox<State>

    init(limit: Int, proxies: TrustedProxies) {
        self.proxies = proxies
        state = NIOLockedValueBox(State(shares: ConnectionShares(limit: limit)))
    }

    /// Counts until the channel closes.
    func admit(_ channel: any Channel) -> Admission {
        let activity = Activity()
        let (admission, replaced) = state.withLockedValue {
            $0.admit(Entry(channel: channel, activity: activity), proxies)
        }
        replaced?.close(promise: nil)
        switch admission {
        case .refused(let isFirst): return .refused(isFirst: isFirst)
        case .admitted(let id), .admittedInPlace(let id, of: _):
            channel.closeFuture.whenComplete { [self] _ in release(id) }
            return .admitted(activity)
        }
    }

    private func release(_ id: ConnectionShares.Connection) {
        state.withLockedValue { state in
            state.shares.release(id)
            state.entries[id] = nil
        }
    }
}
