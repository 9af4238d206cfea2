import Dispatch
import Glibc

/// Looks names up without holding up a task's thread.
enum HostLookup {
    private static let queue = DispatchQueue(label: "snmp.lookup", attributes: .concurrent)

    struct Failure: Error {
        let description: String
    }

    static func endpoint(of host: String, port: UInt16) async -> Result<Endpoint, Failure> {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: resolve(host, port)) }
        }
    }

    private static func resolve(_ host: String, _ port: UInt16) -> Result<Endpoint, Failure> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard status == 0 else { return .failure(Failure(description: String(cString: gai_strerror(status)))) }
        var entry = list
        while let current = entry {
            if let endpoint = endpoint(current.pointee, port) { return .success(endpoint) }
            entry = current.pointee.ai_next
        }
        return .failure(Failure(description: "the lookup gave no address of IPv4 or IPv6"))
    }

    private static func endpoint(_ entry: addrinfo, _ port: UInt16) -> Endpoint? {
        var storage = sockaddr_storage()
        guard let address = entry.ai_addr, entry.ai_addrlen <= MemoryLayout<sockaddr_storage>.size else { return nil }
        withUnsafeMutableBytes(of: &storage) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen)))
        }
        return Endpoint(storage)?.with(port: port)
    }
}
