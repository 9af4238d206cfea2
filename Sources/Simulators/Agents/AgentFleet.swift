import Glibc
import SNMP
import Sockets

/// A fleet of simulated agents on the loopback network: every address of 127.0.0.0/8 is one, and `::1`, all on the same port
/// of UDP.
///
/// They speak v1, v2c and v3. One thread serves them all; it ends with the last reference.
package final class AgentFleet: Sendable {
    package let port: UInt16
    private let state: FleetState
    private let waker: WakePipe

    /// What stands for `::1` where addresses are numbers.
    static let addressOfIPv6: UInt32 = 1

    package init(_ options: FleetOptions) throws {
        let socket = try FleetSocket(.v4, port: options.port)
        var sockets = [socket]
        if options.servesIPv6 { sockets.append(try FleetSocket(.v6, port: socket.port)) }
        if let network = options.network { sockets.append(try FleetSocket(network, port: socket.port)) }
        port = socket.port
        waker = try WakePipe()
        state = FleetState()
        let loop = FleetLoop(
            sockets: sockets, otherSocket: try FleetSocket(.v4, port: 0), waker: waker, state: state,
            options: options)
        try Self.start(loop)
    }

    /// A fleet of switches. Port 0 takes a free one.
    package convenience init(
        port: UInt16 = 0, ports: Int = 48, community: String = "public", seed: UInt64 = 1,
        behaviour: AgentBehaviour = AgentBehaviour(), keepsJournal: Bool = false
    ) throws {
        var options = FleetOptions(content: .switch(ports: ports))
        options.port = port
        options.community = community
        options.seed = seed
        options.behaviour = behaviour
        options.keepsJournal = keepsJournal
        try self.init(options)
    }

    deinit {
        state.stop()
        waker.wake()
    }

    /// How one of the agents behaves from now on. What is no address is none of them.
    package func set(_ behaviour: AgentBehaviour, for address: String) {
        guard let network = AgentNetwork(address) else { return }
        state.add(FleetState.Change(network: network, behaviour: behaviour))
        waker.wake()
    }

    /// How many requests have arrived, lost ones included.
    package var requests: Int { state.statistics.requests }

    package var statistics: AgentStatistics { state.statistics }

    /// The requests so far, in order, if the fleet was told to keep them.
    package var journal: [JournalEntry] { state.journal }

    /// Bytes a second that a port of the built-in switch at an address takes in and puts out; `nil` for what is none.
    package static func rates(ofPort port: UInt32, at address: String) -> (received: UInt64, sent: UInt64)? {
        guard let network = AgentNetwork(address) else { return nil }
        let device = AgentDevice(address: network.first, milliseconds: 0)
        return (device.rate(of: SwitchContent.octets(port, 0)), device.rate(of: SwitchContent.octets(port, 1)))
    }

    private static func start(_ loop: FleetLoop) throws {
        let box = Box(loop)
        do throws(SystemError) {
            try OwnThread.start { box.loop.run() }
        } catch {
            throw FleetError(.port(loop.port), number: error.number)
        }
    }

    /// `@unchecked Sendable`: the loop goes to its thread and is touched by no other.
    private final class Box: @unchecked Sendable {
        let loop: FleetLoop

        init(_ loop: FleetLoop) { self.loop = loop }
    }
}
