import Glibc
import Sockets

extension SystemError {
    /// The kernel's queues are full; it may work a moment later.
    var meansNoRoom: Bool { [EAGAIN, ENOBUFS, ENOMEM].contains(number) }

    /// ICMP may have reported it for a datagram sent earlier.
    var mayBeOfAnotherDatagram: Bool {
        [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, EACCES, EPERM, EMSGSIZE, EPROTO, ENOPROTOOPT].contains(
            number)
    }
}
