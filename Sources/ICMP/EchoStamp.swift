/// What an echo request carries for us, since a device sends it back unread (RFC 792): which echo it is, when it left,
/// and a seal that nobody else can make.
struct EchoStamp: Equatable {
    static let size = 24

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
            flight.rawValue, UInt64(bitPattern: sentAt.nanoseconds), target.high, target.low,
            version << 32 | UInt64(target.scope))
    }
}

extension EchoStamp {
    /// The stamp at the beginning of an echo's payload; `nil` where that is too short.
    init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard bytes.count - offset >= Self.size else { return nil }
        flight = Flight(rawValue: bytes.word(at: offset))
        sentAt = MonotonicTime(nanoseconds: Int64(bitPattern: bytes.word(at: offset + 8)))
        seal = bytes.word(at: offset + 16)
    }

    func write(to bytes: inout MutableSpan<UInt8>, at offset: Int) {
        bytes.write(flight.rawValue, at: offset)
        bytes.write(UInt64(bitPattern: sentAt.nanoseconds), at: offset + 8)
        bytes.write(seal, at: offset + 16)
    }
}

extension Span<UInt8> {
    fileprivate func word(at offset: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in offset..<offset + 8 { word = word << 8 | UInt64(self[index]) }
        return word
    }
}

extension MutableSpan<UInt8> {
    fileprivate mutating func write(_ word: UInt64, at offset: Int) {
        for index in 0..<8 { self[offset + index] = UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * index)) }
    }
}
