internal import Glibc

/// The sockets of one family. One serves thousands of targets; more are opened while the buffer of one is full of
/// echoes that wait for the link address of hosts that do not answer, so that these hold up nobody else.
struct EchoPort {
    /// Each holds at least some 500 such echoes, and Linux gives a link address up after about 3 seconds.
    private static let most = 16

    enum SendResult {
        case sent
        /// All buffers are full for the moment.
        case full
        /// The interface or the table of neighbours has no room for it, which mostly passes: an interface that loses
        /// its carrier drops what it is given until the system notices.
        case dropped(CInt)
        case failed(PingError.Code, CInt)
    }

    let family: IPAddress.Family
    private(set) var sockets: [ICMPSocket] = []
    private var current = 0
    private var message = EchoMessage.blank

    init(_ family: IPAddress.Family) { self.family = family }

    mutating func send(_ stamp: EchoStamp, sequence: UInt16, to target: IPAddress) -> SendResult {
        for _ in 0..<Self.most {
            do {
                let socket = try currentSocket()
                write(stamp, sequence: sequence, identifier: socket.identifier)
                switch socket.send(message, to: target) {
                case .sent: return .sent
                case .failed(let errno) where errno == ENOBUFS: return .dropped(errno)
                case .failed(let errno): return .failed(PingError.Code(sendErrno: errno), errno)
                case .full: current += 1
                }
            } catch {
                if !sockets.isEmpty { break }
                return .failed(PingError.Code(openErrno: error.errno), error.errno)
            }
        }
        current = 0
        return .full
    }

    private mutating func currentSocket() throws(ICMPSocket.OpenFailure) -> ICMPSocket {
        if current == sockets.count { sockets.append(try ICMPSocket.open(family)) }
        return sockets[current]
    }

    private mutating func write(_ stamp: EchoStamp, sequence: UInt16, identifier: UInt16) {
        let echo = EchoMessage(kind: .request, identifier: identifier, sequence: sequence, stamp: stamp)
        let family = family
        var bytes = message.mutableSpan
        echo.write(to: &bytes, family: family)
    }
}

extension PingError.Code {
    fileprivate init(openErrno errno: CInt) {
        self = errno == EPERM || errno == EACCES ? .notPermitted : .noSocket
    }

    fileprivate init(sendErrno errno: CInt) {
        switch errno {
        // EINVAL is what a black hole in the routing table answers.
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL, EINVAL: self = .noRoute
        case EPERM, EACCES: self = .refused
        default: self = .notSent
        }
    }
}
