internal import Sockets

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Opens sockets to a Redis. Waits on the calling thread.
struct RedisDialer {
    let address: RedisAddress
    /// Ends the wait.
    let interruption: CInt

    /// A connected socket that does not block. Every address of a name is tried, each for its share of the time, so
    /// that one behind a silent firewall does not hide the next.
    func dial(until deadline: ContinuousClock.Instant) throws(RedisError) -> CInt {
        switch address.place {
        case .unix(let path): return try connected(AF_UNIX, unixAddress(path), until: deadline)
        case .tcp(let host, let port):
            var failure = RedisError.notReachable("it has no address")
            let addresses = try resolve(host, until: deadline)
            for (index, address) in addresses.enumerated() {
                let share = (deadline - .now) / (addresses.count - index)
                do {
                    return try connected(address, port, until: .now + share)
                } catch {
                    if error == .closing { throw error }
                    failure = error
                }
            }
            throw failure
        }
    }

    private func connected(
        _ family: CInt, _ bytes: [UInt8], until deadline: ContinuousClock.Instant
    ) throws(RedisError) -> CInt {
        let socket = socket(family, streamType, 0)
        guard socket >= 0 else { throw .broken(SystemError.current.description) }
        makeNonBlocking(socket)
        do {
            try connect(socket, bytes, until: deadline)
        } catch {
            close(socket)
            throw error
        }
        if family != AF_UNIX { setNoDelay(socket) }
        return socket
    }

    private func connect(
        _ socket: CInt, _ bytes: [UInt8], until deadline: ContinuousClock.Instant
    ) throws(RedisError) {
        let result = bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return CInt(-1) }
            return systemConnect(
                socket, start.assumingMemoryBound(to: sockaddr.self), socklen_t(buffer.count))
        }
        guard result != 0 else { return }
        // EAGAIN: the queue of a Unix socket's listener is full.
        guard errno == EINPROGRESS else { throw .notReachable(SystemError.current.description) }
        try wait(for: socket, until: deadline)
        var (code, size) = (CInt(0), socklen_t(MemoryLayout<CInt>.size))
        getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &size)
        guard code == 0 else { throw .notReachable(SystemError(number: code).description) }
    }

    private func wait(for socket: CInt, until deadline: ContinuousClock.Instant) throws(RedisError) {
        var descriptors = [
            pollfd(fd: socket, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: interruption, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let rest = deadline - .now
            guard rest > .zero else { throw .notReachable("no connection in time") }
            let ready = poll(&descriptors, nfds_t(descriptors.count), rest.pollMilliseconds)
            if ready > 0, descriptors[1].revents != 0 { throw .closing }
            if ready > 0 { return }
        }
    }

    private func connected(
        _ address: IPAddress, _ port: Int, until deadline: ContinuousClock.Instant
    ) throws(RedisError) -> CInt {
        guard let port = UInt16(exactly: port) else { throw .notReachable("there is no port \(port)") }
        let (family, name) = address.withSocketAddress(port: port) { name, size in
            (CInt(name.pointee.sa_family), Array(UnsafeRawBufferPointer(start: name, count: Int(size))))
        }
        return try connected(family, name, until: deadline)
    }

    private func resolve(_ host: String, until deadline: ContinuousClock.Instant) throws(RedisError) -> [IPAddress] {
        if let address = IPAddress(host) { return [address] }
        let answer: HostResolver.Answer?
        do throws(SystemError) {
            answer = try HostResolver.system.addresses(
                of: host, within: max(deadline - .now, .zero), interruption: interruption)
        } catch {
            throw .broken(error.description)
        }
        switch answer {
        case nil: throw .closing
        case .addresses(let addresses): return addresses
        case .unknown: throw .nameNotFound("there is no such name")
        case .failed(let reason): throw .nameNotFound(reason)
        }
    }

    private func unixAddress(_ path: String) -> [UInt8] {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafeBytes(of: address) { Array($0) }
    }

    private func setNoDelay(_ socket: CInt) {
        var on: CInt = 1
        setsockopt(socket, CInt(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<CInt>.size))
    }
}

#if canImport(Glibc)
    private let streamType = CInt(SOCK_STREAM.rawValue)
#else
    private let streamType = SOCK_STREAM
#endif

private func systemConnect(_ socket: CInt, _ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> CInt {
    connect(socket, address, size)
}
