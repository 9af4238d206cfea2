internal import NIOCore
internal import NIOSSL

/// TLS to a Redis, whose certificate is always checked.
struct RedisTLS: Sendable, Hashable {
    /// PEM of the authorities to trust; `nil` for the system's.
    var authorities: String?
    /// PEM of what this side shows of itself: Redis asks for it unless `tls-auth-clients` says otherwise.
    var certificate: String?
    var privateKey: String?

    /// Reads the files anew, since they may have been renewed.
    func context() throws(RedisError) -> NIOSSLContext {
        do {
            var configuration = TLSConfiguration.makeClientConfiguration()
            if let authorities {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authorities))
            }
            if let certificate {
                let chain = try NIOSSLCertificate.fromPEMFile(certificate)
                configuration.certificateChain = chain.map { .certificate($0) }
                configuration.privateKey = .privateKey(
                    try NIOSSLPrivateKey(file: privateKey ?? certificate, format: .pem))
            }
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .noTLS
        }
    }
}

extension RedisAddress {
    func handler(of tls: NIOSSLContext) throws -> NIOSSLClientHandler {
        // An address is no server name (RFC 6066 §3): it is looked for in the certificate all the same.
        guard case .tcp(let host, _) = place, (try? SocketAddress(ipAddress: host, port: 0)) == nil else {
            return try NIOSSLClientHandler(context: tls, serverHostname: nil)
        }
        return try NIOSSLClientHandler(context: tls, serverHostname: host)
    }
}
