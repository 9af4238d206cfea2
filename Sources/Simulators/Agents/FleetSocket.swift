import CSimulators
import Glibc

/// A UDP socket on all addresses of a family, which tells the address each datagram was sent to, and sends from any of
/// them: one socket is any number of hosts. Or a tunnel, which is a network of them, pings and all.
final class FleetSocket {
    enum Kind { case v4, v6, tunnel }

    let descriptor: Int32
    let port: UInt16
    let kind: Kind

    /// Port 0 takes a free one.
    init(_ kind: Kind, port: UInt16) throws(FleetError) {
        var port = port
        let descriptor = csim_open(kind == .v6 ? 6 : 4, &port)
        guard descriptor >= 0 else { throw FleetError(.port(port), number: -descriptor) }
        self.descriptor = descriptor
        self.port = port
        self.kind = kind
    }

    /// All addresses of `network` but the one that is this machine's own.
    init(_ network: AgentNetwork, port: UInt16) throws(FleetError) {
        descriptor = csim_open_tunnel(network.own, Int32(network.length))
        guard descriptor >= 0 else { throw FleetError(.network(network.description), number: -descriptor) }
        self.port = port
        kind = .tunnel
    }

    /// The same with another port for what is sent.
    init(sharing socket: FleetSocket, port: UInt16) {
        descriptor = dup(socket.descriptor)
        self.port = port
        kind = socket.kind
    }

    deinit {
        close(descriptor)
    }

    /// How many datagrams came.
    func receive(_ batch: DatagramBatch, capacity: Int) -> Int32 {
        let room = Int32(DatagramBatch.capacity)
        return switch kind {
        case .v4: csim_receive(descriptor, 4, batch.datagrams, room, capacity)
        case .v6: csim_receive(descriptor, 6, batch.datagrams, room, capacity)
        case .tunnel: csim_receive_tunnel(descriptor, port, batch.datagrams, room, capacity)
        }
    }

    func send(_ datagrams: UnsafePointer<csim_datagram>, _ count: Int) {
        switch kind {
        case .v4: csim_send(descriptor, 4, datagrams, Int32(count))
        case .v6: csim_send(descriptor, 6, datagrams, Int32(count))
        case .tunnel: csim_send_tunnel(descriptor, port, datagrams, Int32(count))
        }
    }
}

/// Why a fleet cannot start.
package struct FleetError: Error, CustomStringConvertible {
    enum Subject {
        case port(UInt16)
        case network(String)
    }

    private let subject: Subject
    private let number: Int32

    init(_ subject: Subject, number: Int32) {
        self.subject = subject
        self.number = number
    }

    package var description: String {
        switch subject {
        case .port(let port) where number == EADDRINUSE: "UDP port \(port) is in use by another program"
        case .port(let port): "UDP port \(port) cannot be served: \(String(cString: strerror(number)))"
        case .network(let network):
            "The network \(network) cannot be made: \(String(cString: strerror(number))). It takes /dev/net/tun, and root or CAP_NET_ADMIN; “unshare --user --map-root-user --net” gives a shell that has them, and a network of its own"
        }
    }
}

/// Datagrams for one system call, with the memory for them.
final class DatagramBatch {
    static let capacity = Int(CSIM_BATCH)
    let datagrams: UnsafeMutablePointer<csim_datagram>
    /// From one datagram's bytes to the next one's. No power of two: the first lines of all would share a place in the cache.
    private let stride: Int
    private let memory: UnsafeMutablePointer<UInt8>

    init(room: Int) {
        stride = room + 192
        memory = .allocate(capacity: stride * Self.capacity)
        datagrams = .allocate(capacity: Self.capacity)
        datagrams.initialize(repeating: csim_datagram(), count: Self.capacity)
        for index in 0..<Self.capacity { datagrams[index].bytes = bytes(index) }
    }

    deinit {
        memory.deallocate()
        datagrams.deallocate()
    }

    func bytes(_ index: Int) -> UnsafeMutablePointer<UInt8> { memory + index * stride }
}
