/// Identifies a request among those of the client.
typealias RequestID = Int32

/// Identifiers that do not come again for a billion requests.
///
/// All take four bytes in the message, so one can be written over another.
struct RequestIDs {
    private var counter: UInt32

    init(startingAt counter: UInt32 = .random(in: 0...UInt32.max)) {
        self.counter = counter
    }

    mutating func next() -> RequestID {
        repeat { counter &+= 1 } while counter & Self.mask == Self.mask
        return RequestID(Self.base | counter & Self.mask)
    }

    /// Stands where an identifier will.
    static let placeholder = RequestID(base)

    private static let base: UInt32 = 0x4000_0000
    /// All ones is left out: with the base it is the identifier that some agents put into every report.
    private static let mask: UInt32 = 0x3FFF_FFFF
}
