/// What SNMPv3 has to remember of one request until it is answered or given up.
struct USMExchange: Sendable, Hashable {
    /// What was sent last.
    enum Sent: UInt8, Sendable {
        /// A request for the engine identifier (RFC 3414 §4).
        case discovery
        /// A request for the engine's time, which proves the authentication key to be right.
        case synchronisation
        /// The request itself.
        case request
    }

    /// What nothing vouches for.
    enum Complaint: Sendable, Hashable {
        case report(USMReport)
        /// A message whose MAC is wrong.
        case notAuthentic
    }

    var sent = Sent.discovery
    /// How often it was sent again because of what came back. Bounded, so that nobody can make us send for ever.
    var corrections: UInt8 = 0
    /// The most recent complaint that nothing vouches for: the cause to name if nothing better comes.
    var complaint: Complaint?
    /// Whether the engine that answers at the address in place of the known one is asked.
    var asksChallenger = false
    var wantsSynchronisation = false
    var way = KeyExtension.blumenthal
    var hasTriedBothWays = false

    private static let maximumCorrections: UInt8 = 6

    init() {}

    /// `false` if it was sent again often enough.
    mutating func correct() -> Bool {
        guard corrections < Self.maximumCorrections else { return false }
        corrections += 1
        return true
    }
}
