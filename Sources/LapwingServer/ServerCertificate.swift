internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOSSL

/// The server's own certificate chain and key, as its files held them when they were last read.
final class ServerCertificate: Sendable {
    private struct Pair: Sendable {
        let chain: [NIOSSLCertificateSource]
        let key: NIOSSLPrivateKeySource
    }

    private let files: Configuration.TLSFiles
    private let pair: NIOLockedValueBox<Pair>

    /// - Throws: `ConfigurationError` where the files hold no certificate with its key.
    init(_ files: Configuration.TLSFiles) throws {
        self.files = files
        pair = NIOLockedValueBox(try Self.read(files))
    }

    /// Connections from now on are shown what the files hold now; those that are open go on.
    /// - Throws: `ConfigurationError`, and what was read before stays.
    func reread() throws {
        let read = try Self.read(files)
        pair.withLockedValue { $0 = read }
    }

    /// Its certificate is looked up for each handshake.
    var configuration: TLSConfiguration {
        let pair = pair.withLockedValue { $0 }
        var configuration = TLSConfiguration.forwardSecret(certificateChain: pair.chain, privateKey: pair.key)
        configuration.sslContextCallback = { [self] _, promise in
            let pair = self.pair.withLockedValue { $0 }
            var override = NIOSSLContextConfigurationOverride()
            override.certificateChain = pair.chain
            override.privateKey = pair.key
            promise.succeed(override)
        }
        return configuration
    }

    private static func read(_ files: Configuration.TLSFiles) throws -> Pair {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(files.certificate).map {
                NIOSSLCertificateSource.certificate($0)
            }
            let key = NIOSSLPrivateKeySource.privateKey(try NIOSSLPrivateKey(file: files.privateKey, format: .pem))
            guard !chain.isEmpty else { throw ConfigurationError("there is no certificate in it") }
            // Whether they belong to each other, the library says when it is to use them.
            _ = try NIOSSLContext(configuration: .makeServerConfiguration(certificateChain: chain, privateKey: key))
            return Pair(chain: chain, key: key)
        } catch {
            throw ConfigurationError(
                "TLS_CERTIFICATE (\(files.certificate)) and TLS_PRIVATE_KEY (\(files.privateKey)) cannot be used: \(error)"
            )
        }
    }
}
