internal import NIOCore
internal import NIOPosix
internal import NIOSSL

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why a Redis cannot be used now.
enum RedisError: Error, Equatable, CustomStringConvertible {
    case nameNotFound
    case notReachable(String)
    case silent(Duration)
    case closed
    case broken(String)
    case noTLS
    case noHandshake(Duration)
    case untrusted
    case otherName
    case noCertificate
    case notTLS(String)
    case noPassword
    case signInRefused(String)
    case refused(command: String, String)
    case unintelligible(String)
    /// This process ends its use.
    case closing

    /// A part of a sentence; it names no address and no secret, since everyone may read `/api/health`.
    var description: String {
        switch self {
        case .nameNotFound: "its name cannot be resolved"
        case .notReachable(let reason): "it cannot be reached (\(reason))"
        case .silent(let limit): "it did not answer within \(limit / .seconds(1)) s"
        case .closed: "it closed the connection"
        case .broken(let reason): "the connection broke (\(reason))"
        case .noTLS: "a file of REDIS_CA_FILE or of REDIS_URL cannot be read, or holds no PEM"
        case .noHandshake(let limit):
            "it did not begin TLS within \(limit / .seconds(1)) s, as a port without TLS does (redis://)"
        case .untrusted:
            "its certificate has expired, or no trusted authority signed it: REDIS_CA_FILE names a file of others"
        case .otherName: "its certificate is not for the host of REDIS_URL"
        case .noCertificate:
            "it asks for a certificate: name its files in REDIS_URL (?ssl_certfile=…&ssl_keyfile=…)"
        case .notTLS(let reason): "it does not speak TLS as Lapwing does (\(reason))"
        case .noPassword: "it asks for a password: put it into REDIS_URL as redis://:password@host"
        case .signInRefused(let answer): "it refuses the user or the password of REDIS_URL (\(answer))"
        case .refused(let command, let answer): "it refuses \(command) (\(answer))"
        case .unintelligible(let reason): "what it says is not Redis's protocol (\(reason))"
        case .closing: "Lapwing stops"
        }
    }
}

extension RedisError {
    /// From what a channel throws.
    init(_ error: any Error) {
        switch error {
        case let error as RedisError: self = error
        case is CancellationError: self = .closing
        case let error as NIOConnectionError: self = Self.unreachable(error)
        case let error as IOError: self = .broken(Self.reason(error))
        case ChannelError.connectTimeout: self = .notReachable("no connection in time")
        case is ChannelError: self = .closed
        case NIOSSLError.uncleanShutdown: self = .closed
        case is NIOSSLError, is BoringSSLError: self = Self.handshake("\(error)")
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: self = .otherName
        default: self = .broken("\(type(of: error))")
        }
    }

    /// From an attempt to connect.
    static func connecting(_ error: any Error) -> RedisError {
        (error as? IOError).map { .notReachable(reason($0)) } ?? RedisError(error)
    }

    private static func unreachable(_ error: NIOConnectionError) -> RedisError {
        guard let last = error.connectionErrors.last else {
            return error.dnsAError == nil ? .notReachable("no connection in time") : .nameNotFound
        }
        return .notReachable((last.error as? IOError).map(reason) ?? "no connection in time")
    }

    private static func reason(_ error: IOError) -> String { String(cString: strerror(error.errnoCode)) }

    /// Its reasons are known by their texts alone.
    private static func handshake(_ text: String) -> RedisError {
        if text.contains("CERTIFICATE_VERIFY_FAILED") { return .untrusted }
        if text.contains("CERTIFICATE_REQUIRED") { return .noCertificate }
        return text.contains("WRONG_VERSION_NUMBER") ? .notTLS("it answers in clear") : .notTLS("the handshake failed")
    }
}
