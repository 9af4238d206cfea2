internal import Database
internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import NIOCore
internal import Store

// The one place where an error becomes a status.

extension APIError {
    var status: HTTPResponse.Status {
        switch self {
        case .invalid: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .conflict: .conflict
        case .bodyTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .wrongTokenKind: .unprocessableContent
        case .tooManyRequests: .tooManyRequests
        case .badGateway: .badGateway
        case .unavailable, .overloaded: .serviceUnavailable
        }
    }

    /// Whether the log need not tell: the client is at fault, or a limit does its work.
    var isExpected: Bool {
        if case .overloaded = self { true } else { status.kind == .clientError }
    }

    var message: String {
        switch self {
        case .invalid(let sentence, _), .unauthenticated(let sentence), .forbidden(let sentence),
            .notFound(let sentence), .conflict(let sentence, _), .wrongTokenKind(let sentence),
            .tooManyRequests(let sentence, _), .badGateway(let sentence), .unavailable(let sentence),
            .overloaded(let sentence):
            sentence
        case .methodNotAllowed(let methods):
            "Method not allowed; this path takes \(methods.map(\.rawValue).joined(separator: ", "))"
        case .bodyTooLarge(let limit): "The body is larger than \(limit) bytes"
        case .unsupportedMediaType: "The content type must be application/json"
        }
    }

    fileprivate var fields: [FieldError] {
        switch self {
        case .invalid(_, let fields), .conflict(_, let fields): fields
        default: []
        }
    }

    private var headers: HTTPFields {
        switch self {
        case .unauthenticated: [.wwwAuthenticate: "Bearer"]
        case .methodNotAllowed(let methods): [.allow: methods.map(\.rawValue).joined(separator: ", ")]
        case .tooManyRequests(_, let retryAfter): [.retryAfter: String(max(retryAfter.wholeSecondsRoundedUp, 1))]
        case .unavailable, .overloaded: [.retryAfter: "5"]
        default: [:]
        }
    }

    /// Answers `{"msg": …}`, with `errors` where fields are at fault.
    var response: Response {
        .json(status, headers: headers) { writer in writer.object { $0.sentences(of: self) } }
    }

    /// What the client is told of an error from below, or `nil` where it is our own fault.
    init?(_ error: any Error) {
        switch error {
        case let error as APIError: self = error
        case let error as StoreError: self.init(error)
        case let error as DatabaseError where error.isOutage:
            self = .unavailable("The database is not available; try again in a moment")
        case let error as JSONSyntaxError: self = .invalid("The body is not valid JSON: \(error)")
        case is CancellationError: self = .unavailable("Lapwing is stopping")
        case let error as HTTPError where error.status == .notFound: self = .notFound("Not found")
        default: return nil
        }
    }

    init(_ error: StoreError) {
        switch error {
        case .usernameTaken:
            self = .conflict("Username already exists", [FieldError("username", "Username already exists")])
        case .emailTaken: self = .conflict("Email already exists", [FieldError("email", "Email already exists")])
        case .addressTaken:
            self = .conflict(
                "A device or camera with this address already exists",
                [FieldError("ip_address", "Already in use")])
        // The words that clients know; what is unique is the stream.
        case .streamTaken:
            self = .conflict(
                "Camera with this IP already exists",
                [FieldError("rtsp_url", "Another camera has this stream: host, port, path and query are the same")])
        case .lastAdmin: self = .conflict("The last admin must stay an admin")
        case .ownAccount: self = .conflict("You cannot delete your own account")
        case .noSuchParent:
            self = .invalid("No such parent device", [FieldError("parent_id", "Must be another device's id")])
        case .parentCycle:
            self = .invalid(
                "A device cannot be below itself", [FieldError("parent_id", "Must not be a device below this one")])
        case .noSuchDevice: self = .notFound("Device not found")
        case .noSuchCamera: self = .notFound("Camera not found")
        case .alreadyAcknowledged: self = .invalid("Alert already acknowledged")
        case .alreadyResolved: self = .invalid("Alert already resolved")
        case .stillTroubled(let name):
            self = .conflict(
                "The trouble with \(name) goes on: acknowledge the alert instead. It is resolved by itself when the "
                    + "trouble is over")
        case .leaseLost: self = .unavailable("Another process does this now")
        }
    }
}

extension JSONWriter {
    /// `status`, `msg` and `errors`, as fields of what tells of several.
    mutating func fields(of error: APIError) {
        field("status", error.status.code)
        sentences(of: error)
    }

    fileprivate mutating func sentences(of error: APIError) {
        field("msg", error.message)
        let fields = error.fields
        guard !fields.isEmpty else { return }
        field("errors") { writer in
            for field in fields { writer.field(named: field.field) { $0.string(field.sentence) } }
        }
    }
}

extension DatabaseError {
    /// Whether the database is at fault, and not the statement.
    fileprivate var isOutage: Bool {
        switch code {
        case .notWritable, .full, .corrupt, .busy, .conflict, .cannotOpen, .unreachable: true
        case .alreadyExists, .brokenReference, .constraint, .foreignSchema, .unknownChoice, .refused: false
        }
    }
}

extension Duration {
    fileprivate var wholeSecondsRoundedUp: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}
