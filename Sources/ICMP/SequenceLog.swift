/// Which echo used a 16-bit sequence number last. Some routers quote only the 8 bytes of header that RFC 792 asks of
/// them: then the number is all there is to tell which echo they mean.
struct SequenceLog {
    private var flights: [UInt64] = []
    private var next: UInt16 = 0

    /// The number for an echo.
    mutating func number(_ flight: Flight) -> UInt16 {
        if flights.isEmpty { flights = [UInt64](repeating: .max, count: 1 << 16) }
        defer { next &+= 1 }
        flights[Int(next)] = flight.rawValue
        return next
    }

    subscript(sequence: UInt16) -> Flight? {
        guard !flights.isEmpty, flights[Int(sequence)] != .max else { return nil }
        return Flight(rawValue: flights[Int(sequence)])
    }
}
