internal import Foundation

/// Host names beyond ASCII, by Foundation's reading of UTS #46.
enum InternationalName {
    /// `xn--mller-kva.example` for `müller.example`; `nil` for what cannot be a name.
    static func ascii(of name: String) -> String? {
        guard name.unicodeScalars.allSatisfy(isAllowed), let url = URLComponents(string: "http://\(name)/"),
            url.path == "/", let host = url.encodedHost, host.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "%") })
        else { return nil }
        return host
    }

    /// Nothing that would end the host within a URL.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII || scalar.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains(scalar)
    }
}
