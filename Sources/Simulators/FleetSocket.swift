import CSimulators
import Glibc

/// A UDP socket on all addresses of a family, which tells the address each datagram was sent to, and sends from any of
/// them: one socket is any number of hosts.
final class FleetSocket {
    let descriptor: Int32
    let port: UInt16
    /// 4 or 6.
    let family: Int32

    /// Port 0 takes a free one.
    init(family: Int32, port: UInt16) throws(FleetError) {
        var port = port
        let descriptor = csim_open(family, &port)
        guard descriptor >= 0 else { throw FleetError(port: port, number: -descriptor) }
        self.descriptor = descriptor
        self.port = port
        self.family = family
    }

    deinit {
        close(descriptor)
    }
}

/// Why a fleet cannot start.
package struct FleetError: Error, CustomStringConvertible {
    let port: UInt16
    let number: Int32

    package var description: String {
        number == EADDRINUSE
            ? "UDP port \(port) is in use by another program"
            : "UDP port \(port) cannot be served: \(String(cString: strerror(number)))"
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
