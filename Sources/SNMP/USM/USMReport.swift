/// What a Report says is wrong (RFC 3412 §5, RFC 3413 §4, RFC 3414 §5): the counter that went up.
enum USMReport: Sendable, Hashable {
    case unsupportedSecurityLevel
    case notInTimeWindow
    case unknownUserName
    case unknownEngineID
    case wrongDigest
    case decryptionError
    case unknownSecurityModel
    case invalidMessage
    case unknownPDUHandler
    case unavailableContext
    case unknownContext
    case other(OID)

    /// From the counter's instance, or, as some agents send it, the counter itself.
    init(_ oid: OID) {
        self = Self.known.first { oid.hasPrefix($0.object) }?.report ?? .other(oid)
    }

    /// The counter's instance.
    var object: OID {
        if case .other(let oid) = self { return oid }
        return Self.known.first { $0.report == self }?.object.scalar ?? OID()
    }

    private static let usmStats: OID = [1, 3, 6, 1, 6, 3, 15, 1, 1]
    private static let mpdStats: OID = [1, 3, 6, 1, 6, 3, 11, 2, 1]
    private static let targetObjects: OID = [1, 3, 6, 1, 6, 3, 12, 1]

    private static let known: [(object: OID, report: USMReport)] = [
        (usmStats.appending(1), .unsupportedSecurityLevel), (usmStats.appending(2), .notInTimeWindow),
        (usmStats.appending(3), .unknownUserName), (usmStats.appending(4), .unknownEngineID),
        (usmStats.appending(5), .wrongDigest), (usmStats.appending(6), .decryptionError),
        (mpdStats.appending(1), .unknownSecurityModel), (mpdStats.appending(2), .invalidMessage),
        (mpdStats.appending(3), .unknownPDUHandler), (targetObjects.appending(4), .unavailableContext),
        (targetObjects.appending(5), .unknownContext),
    ]
}
