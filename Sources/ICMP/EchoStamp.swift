/// What an echo request carries for us, since a device sends it back unread (RFC 792): which echo it is, when it left,
/// and a seal that nobody else can make.
struct EchoStamp: Equatable {
    static let size = 32

    let flight: Flight
    let sentAt: MonotonicTime
    private let seal: UInt64

    init(flight: Flight, sentAt: MonotonicTime, to target: IPAddress, key: SipHash) {
        self.flight = flight
        self.sentAt = sentAt
        seal = Self.seal(flight, sentAt, target, key)
    }

    /// Whether it was made with this key for an echo to this address. That rules out forgeries, damaged ones, those
    /// of another process, and those sent to another address than the one that answers.
    func isGenuine(from source: IPAddress, key: SipHash) -> Bool {
        seal == Self.seal(flight, sentAt, source, key)
    }

    private static func seal(
        _ flight: Flight, _ sentAt: MonotonicTime, _ target: IPAddress, _ key: SipHash
    ) -> UInt64 {
        let version: UInt64 = target.family == .v4 ? 4 : 6
        return key.hash(
            flight.ping.rawValue, flight.echo, UInt64(bitPattern: sentAt.nanoseconds), target.high, target.low,
            version << 32 | UInt64(target.scope))
    }
}

extension EchoStamp {
    /// The stamp at the beginning of an echo's payload; `nil` where that is too short.
    init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard bytes.count - offset >= Self.size else { return nil }
        flight = Flight(ping: PingID(rawValue: bytes.word(at: offset)), echo: bytes.word(at: offset + 8))
        sentAt = MonotonicTime(nanoseconds: Int64(bitPattern: bytes.word(at: offset + 16)))
        seal = bytes.word(at: offset + 24)
    }

    func write(to bytes: inout MutableSpan<UInt8>, at offset: Int) {
        bytes.write(flight.ping.rawValue, at: offset)
        bytes.write(flight.echo, at: offset + 8)
        bytes.write(UInt64(bitPattern: sentAt.nanoseconds), at: offset + 16)
        bytes.write(seal, at: offset + 24)
    }
}

extension Span<UInt8> {
    /// Eight bytes in network order.
    fileprivate func word(at offset: Int) -> UInt64 {
        UInt64(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}

extension MutableSpan<UInt8> {
    fileprivate mutating func write(_ word: UInt64, at offset: Int) {
        var bytes = mutableBytes
        bytes.storeBytes(of: word.bigEndian, toByteOffset: offset, as: UInt64.self)
    }
}
