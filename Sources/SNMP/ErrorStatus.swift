/// Why an agent refused a request (RFC 3416 §3).
public struct ErrorStatus: RawRepresentable, Sendable, Hashable {
    /// The number on the wire; agents may send ones that no RFC defines.
    public let rawValue: Int32

    /// The status with that number.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The request was granted.
    public static let noError = ErrorStatus(rawValue: 0)
    /// The reply would not fit into a message the agent can send.
    public static let tooBig = ErrorStatus(rawValue: 1)
    /// v1: one of the objects does not exist. The error index says which.
    public static let noSuchName = ErrorStatus(rawValue: 2)
    /// v1: a value to be set is of the wrong type or size.
    public static let badValue = ErrorStatus(rawValue: 3)
    /// v1: the object cannot be set.
    public static let readOnly = ErrorStatus(rawValue: 4)
    /// Anything else.
    public static let genErr = ErrorStatus(rawValue: 5)
    /// The object may not be seen.
    public static let noAccess = ErrorStatus(rawValue: 6)
    /// The community or user may not do this.
    public static let authorizationError = ErrorStatus(rawValue: 16)

    private static let names = [
        "noError", "tooBig", "noSuchName", "badValue", "readOnly", "genErr", "noAccess", "wrongType", "wrongLength",
        "wrongEncoding", "wrongValue", "noCreation", "inconsistentValue", "resourceUnavailable", "commitFailed",
        "undoFailed", "authorizationError", "notWritable", "inconsistentName",
    ]
}

extension ErrorStatus: CustomStringConvertible {
    /// The name in the RFC: `noSuchName`.
    public var description: String {
        guard let index = Int(exactly: rawValue), Self.names.indices.contains(index) else { return "error \(rawValue)" }
        return Self.names[index]
    }
}
