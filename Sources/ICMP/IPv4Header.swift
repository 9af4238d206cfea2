/// The IPv4 header (RFC 791 §3.1) that raw sockets deliver before the message.
enum IPv4Header {
    /// Where the message begins; `nil` where the bytes are no IPv4 packet or hold nothing after the header.
    static func size(_ bytes: Span<UInt8>) -> Int? {
        guard bytes.count >= 20, bytes[0] >> 4 == 4 else { return nil }
        let size = Int(bytes[0] & 0x0f) * 4
        return size >= 20 && size < bytes.count ? size : nil
    }

    /// What is left of the packet's time to live, of bytes that begin with a header.
    static func timeToLive(_ bytes: Span<UInt8>) -> UInt8 { bytes[8] }
}
