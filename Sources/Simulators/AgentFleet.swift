import Glibc
package import SNMP
import Synchronization

/// A fleet of simulated switches on the loopback network: every address of 127.0.0.0/8 is one, all on the same port of UDP.
///
/// They speak v1 and v2c. One thread and one socket serve them all; it ends with the last reference.
package final class AgentFleet: Sendable {
    package let port: UInt16
    private let shared: FleetState
    private let bell: Bell

    /// Port 0 takes a free one.
    package init(
        port: UInt16 = 0, ports: Int = 48, community: Community = "public", seed: UInt64 = 1,
        behaviour: AgentBehaviour = AgentBehaviour()
    ) throws {
        let socket = try PacketInfoSocket(port: port)
        let otherSocket = try PacketInfoSocket(port: 0)
        self.port = socket.port
        let bell = try Bell()
        let shared = FleetState(behaviour)
        self.bell = bell
        self.shared = shared
        let loop = FleetLoop(
            socket: socket, otherSocket: otherSocket, bell: bell, state: shared, tree: AgentTree(ports: ports),
            community: community, seed: seed)
        try Self.start(loop)
    }

    deinit {
        shared.stop()
        bell.ring()
    }

    /// How one of the agents behaves from now on.
    package func set(_ behaviour: AgentBehaviour, for address: String) {
        shared.set(behaviour, for: address)
    }

    /// How many requests have arrived, lost ones included.
    package var requests: Int { shared.requests }

    private static func start(_ loop: FleetLoop) throws {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(loop)
        let result = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<FleetLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        guard result == 0 else {
            box.release()
            throw PacketInfoSocket.Failure(call: "pthread_create", number: result)
        }
        pthread_detach(thread)
    }
}

/// What the fleet's owner and its thread share.
final class FleetState: Sendable {
    private struct Contents {
        var standard: AgentBehaviour
        var exceptions: [UInt32: AgentBehaviour] = [:]
        var requests = 0
        var isStopped = false
    }

    private let contents: Mutex<Contents>

    init(_ standard: AgentBehaviour) {
        contents = Mutex(Contents(standard: standard))
    }

    var requests: Int { contents.withLock { $0.requests } }
    var isStopped: Bool { contents.withLock { $0.isStopped } }

    func stop() {
        contents.withLock { $0.isStopped = true }
    }

    func set(_ behaviour: AgentBehaviour, for address: String) {
        let number = UInt32(bigEndian: inet_addr(address))
        contents.withLock { $0.exceptions[number] = behaviour }
    }

    /// Counts a request and says how it is to be treated; `nil` if it is lost.
    func treatment(of address: UInt32, luck: Double) -> AgentBehaviour? {
        contents.withLock { contents in
            contents.requests += 1
            var behaviour = contents.exceptions[address] ?? contents.standard
            guard behaviour.ignoredRequests == 0 else {
                behaviour.ignoredRequests -= 1
                contents.exceptions[address] = behaviour
                return nil
            }
            return behaviour.isDead || luck < behaviour.loss ? nil : behaviour
        }
    }
}
