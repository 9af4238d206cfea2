internal import Encodings

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// An address so written that two ways of writing the same one are equal, and that sorting them as texts puts
/// 10.0.0.9 before 10.0.0.10: IPv4, then IPv6, then names.
struct AddressKey {
    let text: String

    /// Of a device, which shares its address with those at other ports.
    init(_ address: String, port: Int) {
        let digits = String(port)
        text = AddressKey(address).text + "#" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }

    init(_ address: String) {
        if let bytes = Self.bytes(of: address, family: AF_INET, count: 4) {
            text = "4." + bytes.hexadecimal
        } else if let key = Self.sixth(address) {
            text = key
        } else {
            let name = address.lowercased()
            text = "n." + (name.hasSuffix(".") ? String(name.dropLast()) : name)
        }
    }

    /// An IPv6 address, with its zone if it has one; an IPv4 address written as one (RFC 4291 §2.5.5.2) counts as IPv4.
    private static func sixth(_ address: String) -> String? {
        let parts = address.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bytes = bytes(of: String(parts[0]), family: AF_INET6, count: 16) else { return nil }
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff] {
            return "4." + bytes.suffix(4).hexadecimal
        }
        return "6." + bytes.hexadecimal + parts.dropFirst().map { "%" + $0 }.joined()
    }

    /// C would take a text with a zero byte for what comes before it.
    private static func bytes(of address: String, family: Int32, count: Int) -> ArraySlice<UInt8>? {
        if address.utf8.contains(0) { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, address, &bytes) == 1 ? bytes[...] : nil
    }
}
