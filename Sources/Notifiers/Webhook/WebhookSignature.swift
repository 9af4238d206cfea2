internal import Crypto
internal import FoundationEssentials
internal import Monitoring

/// Tells whoever knows the secret that Lapwing sent a body, and when.
struct WebhookSignature: Sendable {
    /// `t=1768478400,v1=5257a869…`: seconds since 1970, and HMAC-SHA256 of `t`, a dot and the body in hexadecimal.
    let header: String

    init(of body: [UInt8], at seconds: Int64, _ secret: Secret) {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(seconds).".utf8) + body, using: SymmetricKey(data: Array(secret.reveal().utf8)))
        header = "t=\(seconds),v1=\(code.map { Self.hexadecimal($0) }.joined())"
    }

    private static func hexadecimal(_ octet: UInt8) -> String {
        let digits = String(octet, radix: 16)
        return octet < 16 ? "0\(digits)" : digits
    }
}
