internal import NIOCore
package import Sockets

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How the hosts of cameras are looked up. It must end by itself.
public struct RTSPHostLookup: Sendable {
    private let answer: @Sendable (_ host: String) async -> HostResolver.Answer

    /// Asks `answer` for each host that is not an address itself.
    package init(_ answer: @escaping @Sendable (_ host: String) async -> HostResolver.Answer) { self.answer = answer }

    /// By the system's name service.
    public static let system = RTSPHostLookup { await HostResolver.system.lookUp($0, within: .seconds(30)) }

    enum Failure: Error {
        case unknownHost
        /// The name service failed, which says nothing of the host.
        case failed(String)
    }

    func resolve(_ host: String, port: Int, on loop: any EventLoop) -> EventLoopFuture<[SocketAddress]> {
        if let address = IPAddress(host) {
            return loop.makeCompletedFuture { [try SocketAddress(address, port: port)] }
        }
        return loop.makeFutureWithTask { try await addresses(of: host, port: port) }
    }

    private func addresses(of host: String, port: Int) async throws -> [SocketAddress] {
        switch await answer(host) {
        case .unknown: throw Failure.unknownHost
        case .failed(let reason): throw Failure.failed(reason)
        case .addresses(let addresses): return try addresses.map { try SocketAddress($0, port: port) }
        }
    }
}

extension SocketAddress {
    fileprivate init(_ address: IPAddress, port: Int) throws {
        guard let port = UInt16(exactly: port) else { throw RTSPHostLookup.Failure.unknownHost }
        self = address.withSocketAddress(port: port) { name, _ in
            let name = UnsafeRawPointer(name)
            return switch address.family {
            case .v4: SocketAddress(name.loadUnaligned(as: sockaddr_in.self))
            case .v6: SocketAddress(name.loadUnaligned(as: sockaddr_in6.self))
            }
        }
    }
}
