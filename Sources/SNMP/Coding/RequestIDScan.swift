extension MessageHeader {
    /// The identifier in the beginning of a message whose rest is missing or malformed: ICMP quotes only part of a datagram.
    static func requestID(inFragment fragment: UnsafeRawBufferPointer) -> RequestID? {
        var reader = BERReader(fragment)
        guard (try? reader.enter(BERTag.sequence)) != nil, let version = try? reader.integer() else { return nil }
        if version == SNMPVersion.v3.number {
            // The message's identifier, which is that of the PDU too (RFC 3412 §6).
            return (try? reader.enter(BERTag.sequence)) == nil ? nil : try? reader.integer32()
        }
        guard (try? reader.contents(of: BERTag.octetString)) != nil, (try? reader.enter(nil)) != nil
        else { return nil }
        return try? reader.integer32()
    }
}

extension BERReader {
    /// Passes the header of an element, whatever length it claims. `nil` takes any tag.
    fileprivate mutating func enter(_ tag: UInt8?) throws(BERFault) {
        let found = try octet()
        guard found == tag ?? found else { throw .unexpectedTag(found) }
        _ = try length()
    }
}
