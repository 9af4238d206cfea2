internal import Glibc

/// Why a ping could not be made. It is about this host and never says anything of the target: a target that does not
/// answer is no error but a `PingStatistics` with nothing received.
public struct PingError: Error, Hashable, Sendable {
    /// What went wrong.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Name: String {
            case notPermitted, noSocket, noRoute, refused, notSent, overloaded, invalid, cancelled, closed
        }

        private let name: Name

        private init(_ name: Name) { self.name = name }

        /// The code's name.
        public var description: String { name.rawValue }

        /// The process may open neither kind of ICMP socket.
        public static let notPermitted = Code(.notPermitted)
        /// The system gave no socket, for want of descriptors, memory, or the whole of IPv6.
        public static let noSocket = Code(.noSocket)
        /// This host has no way to the target: no interface up, or no route.
        public static let noRoute = Code(.noRoute)
        /// A rule of this host, such as its firewall, forbids to send.
        public static let refused = Code(.refused)
        /// The system failed to send for another reason.
        public static let notSent = Code(.notSent)
        /// More was asked than this host can send, or it lost replies because they were not read in time.
        public static let overloaded = Code(.overloaded)
        /// The request makes no sense: a multicast address, a count of 0.
        public static let invalid = Code(.invalid)
        /// The task was cancelled.
        public static let cancelled = Code(.cancelled)
        /// The pinger was closed.
        public static let closed = Code(.closed)
    }

    /// What went wrong.
    public let code: Code
    /// Who was to be pinged.
    public let target: IPAddress
    /// The system's error number behind it, where there is one.
    public let errno: CInt?
    private let detail: String?

    init(_ code: Code, target: IPAddress, errno: CInt? = nil, detail: String? = nil) {
        self.code = code
        self.target = target
        self.errno = errno
        self.detail = detail
    }
}

extension PingError: CustomStringConvertible {
    /// A sentence for an operator.
    public var description: String {
        let sentence = sentence
        guard let errno else { return sentence }
        return "\(sentence) (\(String(cString: strerror(errno))))"
    }

    private var sentence: String {
        switch code {
        case .notPermitted:
            """
            This process may not send ICMP echoes. Allow it with `sysctl -w net.ipv4.ping_group_range="0 2147483647"` \
            or give the program the capability with `setcap cap_net_raw+ep`
            """
        case .noSocket:
            "This host gives no ICMP socket for \(target.family == .v4 ? "IPv4" : "IPv6")"
        case .noRoute:
            "This host has no route to \(target): check its own network connection and routes"
        case .refused where errno == EACCES:
            "This host may not send to \(target): it is the broadcast address of one of its networks, or a route forbids it"
        case .refused:
            "This host's own rules refuse ICMP to \(target): check its firewall"
        case .notSent:
            "This host failed to send an echo to \(target)"
        case .overloaded:
            "This host is too busy to ping \(target) properly"
        case .cancelled:
            "The ping of \(target) was cancelled"
        case .closed:
            "The pinger is closed"
        default:
            "\(target) cannot be pinged: \(detail ?? "the request is not valid")"
        }
    }
}
