internal import CICMP

/// The memory that a batch of messages is received in.
final class ReceiveRoom {
    private let room: OpaquePointer

    init() {
        guard let room = cicmp_make_room() else { preconditionFailure("There is no memory to receive messages in.") }
        self.room = room
    }

    deinit { cicmp_free_room(room) }

    /// Receives what has come in, at most a batch, and hands each message over. Returns how many there were; a negative
    /// error number where the socket reports one.
    func receive(_ descriptor: CInt, _ body: (borrowing cicmp_datagram) -> Void) -> Int {
        let count = Int(cicmp_receive(descriptor, room))
        guard let datagrams = cicmp_datagrams(room) else { return 0 }
        for index in 0..<max(0, count) { body(datagrams[index]) }
        return count
    }
}
