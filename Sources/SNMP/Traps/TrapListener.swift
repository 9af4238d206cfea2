import Glibc
import NIOConcurrencyHelpers
internal import Sockets

/// Receives traps and informs of v1, v2c and v3, over IPv4 and IPv6.
///
/// ```swift
/// let listener = try TrapListener(access: TrapAccess(communities: ["public"], users: [user]))
/// for await notification in listener.notifications {
///     print(notification)
/// }
/// ```
///
/// It has a thread of its own, which ends with ``close()`` or when the last reference goes; then ``notifications`` ends too.
/// Informs are acknowledged once they are in ``notifications``. If that is not read, up to `capacity` notifications wait, in at
/// most `memory` bytes, and more are dropped and counted.
public final class TrapListener: Sendable {
    /// What is received, in the order in which it came. For one reader.
    public let notifications: AsyncStream<SNMPNotification>
    /// What was not accepted, and why. For one reader, who need not be there: the latest 256 wait.
    public let refusals: AsyncStream<TrapRefusal>
    /// The UDP port.
    public let port: UInt16

    private let shared: Shared

    /// What the thread and the listener share.
    final class Shared: Sendable {
        let waker: WakePipe
        let state = NIOLockedValueBox((isClosed: false, statistics: TrapStatistics(), waiting: 0))
        /// The most bytes of notifications that may wait.
        private let memory: Int
        let notifications: AsyncStream<Waiting>.Continuation
        let refusals: AsyncStream<TrapRefusal>.Continuation

        fileprivate init(
            _ notifications: AsyncStream<Waiting>.Continuation, memory: Int,
            _ refusals: AsyncStream<TrapRefusal>.Continuation
        ) throws(SystemError) {
            waker = try WakePipe()
            self.memory = memory
            self.notifications = notifications
            self.refusals = refusals
        }

        /// A notification that waits to be read, and the bytes that it takes meanwhile.
        struct Waiting: Sendable {
            let notification: SNMPNotification
            let size: Int
        }

        /// `false` if there is no room for so many bytes more.
        func reserve(_ size: Int) -> Bool {
            state.withLockedValue { state in
                guard state.waiting == 0 || state.waiting + size <= memory else { return false }
                state.waiting += size
                return true
            }
        }

        func release(_ size: Int) {
            state.withLockedValue { $0.waiting -= size }
        }

        func count(_ change: (inout TrapStatistics) -> Void) {
            state.withLockedValue { change(&$0.statistics) }
        }
    }

    /// Listens from now on.
    ///
    /// - Parameters:
    ///   - addresses: Addresses of this machine; without any, all of IPv4 and, where there is IPv6, all of that.
    ///   - port: The UDP port; 162 is the standard one and needs a privilege (`CAP_NET_BIND_SERVICE`), 0 takes a free one.
    ///   - access: Whose notifications are accepted. Keys are derived from the passphrases, a millisecond for each.
    ///   - engineID: Our own engine, which senders of informs in v3 go by. It should stay the same from one start to the next.
    ///   - boots: How often that engine has started, this time included: 1 to 2³¹−2, and more each time.
    ///   - capacity: How many notifications may wait to be read.
    ///   - memory: How many bytes they may take meanwhile; one may wait whatever its size. A datagram can hold a megabyte of
    ///     them.
    public init(
        on addresses: [String] = [], port: UInt16 = 162, access: TrapAccess = TrapAccess(),
        engineID: EngineID = .random(), boots: Int32 = 1, capacity: Int = 10_000,
        memory: Int = 64 << 20
    ) throws(SNMPError) {
        let sockets = try Self.sockets(addresses, port)
        self.port = sockets.first?.port ?? port
        let (waiting, waitingEnd) = AsyncStream.makeStream(
            of: Shared.Waiting.self, bufferingPolicy: .bufferingOldest(max(1, capacity)))
        let (refusals, refusalsEnd) = AsyncStream.makeStream(
            of: TrapRefusal.self, bufferingPolicy: .bufferingNewest(256))
        self.refusals = refusals
        do {
            let shared = try Shared(waitingEnd, memory: memory, refusalsEnd)
            self.shared = shared
            notifications = AsyncStream {
                for await next in waiting {
                    shared.release(next.size)
                    return next.notification
                }
                return nil
            }
            let engine = AuthoritativeEngine(engineID, boots: boots)
            try TrapLoop(sockets, TrapReceiver(access, engine: engine), shared).start()
        } catch {
            throw .cannotListen(addresses.first ?? "all addresses", port, error)
        }
    }

    deinit {
        close()
    }

    /// Stops listening and frees the port. What was received can still be read.
    public func close() {
        shared.state.withLockedValue { $0.isClosed = true }
        shared.waker.wake()
    }

    /// What was received so far.
    public var statistics: TrapStatistics { shared.state.withLockedValue { $0.statistics } }

    private static func sockets(_ addresses: [String], _ port: UInt16) throws(SNMPError) -> [TrapSocket] {
        guard addresses.isEmpty else {
            var sockets: [TrapSocket] = []
            for address in addresses { sockets.append(try socket(address, sockets.first?.port ?? port)) }
            return sockets
        }
        let first = try socket("0.0.0.0", port)
        do {
            return [first, try socket("::", first.port)]
        } catch let error where (error.underlying as? SystemError)?.meansNoFamily == true {
            return [first]
        }
    }

    private static func socket(_ address: String, _ port: UInt16) throws(SNMPError) -> TrapSocket {
        guard let endpoint = Endpoint(address, port: port) else {
            throw .cannotListen(address, port, SystemError(number: EADDRNOTAVAIL))
        }
        do {
            return try TrapSocket(endpoint)
        } catch {
            throw .cannotListen(address, port, error)
        }
    }
}

extension SystemError {
    /// The machine does not have IPv6.
    fileprivate var meansNoFamily: Bool { number == EAFNOSUPPORT || number == EADDRNOTAVAIL }
}

extension SNMPError {
    fileprivate static func cannotListen(_ address: String, _ port: UInt16, _ error: SystemError) -> SNMPError {
        let privilege = error.number == EACCES ? ": ports below 1024 need the capability CAP_NET_BIND_SERVICE" : ""
        return SNMPError(
            .cannotListen, SNMPTarget(address, port: port),
            "Cannot listen for notifications on UDP port \(port) of \(address): \(error)\(privilege)", underlying: error
        )
    }
}
