internal import Crypto
internal import NIOCore
internal import NIOSSL

/// TLS as cameras need it: their certificates are their own, so nothing is verified but reported; and old firmware
/// knows old versions only.
struct TLSClient: Sendable {
    private let context: Result<NIOSSLContext, any Error>

    init() {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates([])
        configuration.certificateVerification = .noHostnameVerification
        configuration.minimumTLSVersion = .tlsv1
        configuration.cipherSuites = "ALL"
        context = Result { try NIOSSLContext(configuration: configuration) }
    }

    /// `seen` gets the SHA-256 of the server's certificate.
    func handler(for host: String, seen: @escaping @Sendable (String) -> Void) throws -> NIOSSLClientHandler {
        let context = try context.get()
        let accept: NIOSSLCustomVerificationCallback = { certificates, promise in
            if let bytes = try? certificates.first?.toDERBytes() { seen(fingerprint(bytes)) }
            promise.succeed(.certificateVerified)
        }
        do {
            return try NIOSSLClientHandler(
                context: context, serverHostname: host, customVerificationCallback: accept)
        } catch {
            // An address, or a name that cannot be a server name (RFC 6066 §3).
            return try NIOSSLClientHandler(context: context, serverHostname: nil, customVerificationCallback: accept)
        }
    }
}

private func fingerprint(_ certificate: [UInt8]) -> String {
    var hash = SHA256()
    certificate.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return String(decoding: hexText(hash.finalize()), as: UTF8.self)
}
