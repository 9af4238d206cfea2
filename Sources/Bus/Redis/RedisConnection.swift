internal import Sockets

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A connection to a Redis that never waits but in `call`.
///
/// Used by one thread.
final class RedisConnection {
    let socket: CInt
    private let reader: RedisReader
    private var output: [UInt8] = []
    private var written = 0
    /// When bytes came last.
    private(set) var heardAt = ContinuousClock.now

    /// Takes the socket over.
    init(socket: CInt) throws(RedisError) {
        self.socket = socket
        do {
            reader = try RedisReader()
        } catch {
            close(socket)
            throw error
        }
    }

    deinit { close(socket) }

    var hasOutput: Bool { written < output.count }
    var outputSize: Int { output.count - written }

    /// Queues a command: an array of bulk strings.
    func send(_ words: [[UInt8]]) {
        output += "*\(words.count)\r\n".utf8
        for word in words {
            output += "$\(word.count)\r\n".utf8
            output += word
            output += "\r\n".utf8
        }
    }

    func send(_ words: String...) { send(words.map { Array($0.utf8) }) }

    /// Writes what the socket takes.
    func flush() throws(RedisError) {
        while hasOutput {
            let count = output.withUnsafeBytes { bytes in
                systemSend(socket, bytes[written...], CInt(MSG_NOSIGNAL))
            }
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN { return }
                throw .broken(SystemError.current.description)
            }
            written += count
        }
        output.removeAll(keepingCapacity: output.capacity <= Self.keptCapacity)
        written = 0
    }

    /// Reads what is there, a mebibyte at most, and hands over each reply.
    func receive(_ body: (RedisReply) throws(RedisError) -> Void) throws(RedisError) {
        for _ in 0..<Self.readsAtOnce {
            let isMore = try readOnce()
            while let reply = try reader.next() { try body(reply) }
            guard isMore else { return }
        }
    }

    /// - Returns: whether there may be more.
    private func readOnce() throws(RedisError) -> Bool {
        let isFull: Result<Bool, RedisError> = withUnsafeTemporaryAllocation(
            byteCount: Self.readSize, alignment: 16
        ) { buffer in
            let count = recv(socket, buffer.baseAddress, buffer.count, 0)
            if count == 0 { return .failure(.closed) }
            if count < 0 {
                return errno == EAGAIN || errno == EINTR
                    ? .success(false) : .failure(.broken(SystemError.current.description))
            }
            heardAt = .now
            do throws(RedisError) {
                try reader.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                return .success(count == buffer.count)
            } catch {
                return .failure(error)
            }
        }
        return try isFull.get()
    }

    /// Sends a command and waits for its answer.
    func call(
        _ words: [[UInt8]], until deadline: ContinuousClock.Instant, limit: Duration, interruption: CInt
    ) throws(RedisError) -> RedisReply {
        send(words)
        var answer: RedisReply?
        while true {
            try flush()
            try receive { reply throws(RedisError) in answer = answer ?? reply }
            if let answer { return answer }
            var descriptors = [
                pollfd(fd: socket, events: Int16(hasOutput ? POLLIN | POLLOUT : POLLIN), revents: 0),
                pollfd(fd: interruption, events: Int16(POLLIN), revents: 0),
            ]
            let rest = deadline - .now
            guard rest > .zero else { throw .silent(limit) }
            if poll(&descriptors, 2, rest.pollMilliseconds) > 0, descriptors[1].revents != 0 { throw .closing }
        }
    }

    private static let readSize = 64 << 10
    private static let readsAtOnce = 16
    private static let keptCapacity = 256 << 10
}

private func systemSend(_ socket: CInt, _ bytes: Slice<UnsafeRawBufferPointer>, _ flags: CInt) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes)
    return send(socket, bytes.baseAddress, bytes.count, flags)
}
