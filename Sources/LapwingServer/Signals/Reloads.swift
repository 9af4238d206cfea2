internal import Foundation
internal import NIOConcurrencyHelpers

/// What a process does that is told to read its files again: SIGHUP, and SIGUSR1 for the log alone, as nginx has it.
package final class Reloads: Sendable {
    package typealias Action = @Sendable () -> Void

    /// What would end a server unless it takes or ignores them.
    package static let signals = [SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE]

    private struct Actions {
        var log: Action?
        var certificate: Action?
    }

    private let actions = NIOLockedValueBox(Actions())

    package init() {}

    /// - Parameter action: opens the log again.
    package func onLog(_ action: @escaping Action) { actions.withLockedValue { $0.log = action } }

    /// - Parameter action: reads the certificate and its key again.
    package func onCertificate(_ action: @escaping Action) { actions.withLockedValue { $0.certificate = action } }

    /// From now on signals do it.
    package func obeySignals() {
        ProcessSignals.ignore(Self.signals)
        ProcessSignals.take([SIGHUP, SIGUSR1]) { [self] number in reload(withCertificate: number == SIGHUP) }
    }

    package func reload(withCertificate: Bool) {
        let actions = actions.withLockedValue { $0 }
        actions.log?()
        if withCertificate { actions.certificate?() }
    }
}
