import Crypto
import Encodings

@testable import HTTPAPI

/// Signs as the RFCs have it (7515, 7518), without the library that is tested.
enum HS256 {
    static func sign(header: String, payload: String, with key: String) -> String {
        let input = "\(Base64.url.encode(header.utf8)).\(Base64.url.encode(payload.utf8))"
        return "\(input).\(signature(of: input, with: key))"
    }

    static func isSigned(_ token: String, with key: String) -> Bool {
        let parts = token.split(separator: ".")
        return parts.count == 3 && parts[2] == signature(of: "\(parts[0]).\(parts[1])", with: key)
    }

    private static func signature(of input: String, with key: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(input.utf8), using: SymmetricKey(data: Array(key.utf8)))
        return Base64.url.encode(code)
    }
}
