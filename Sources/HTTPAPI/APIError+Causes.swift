internal import Database
internal import Hummingbird
internal import Store
internal import Web

// The one place where an error from below becomes what a client is told.

extension APIError {
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
        case .noSuchRoute: self = .notFound("Route not found")
        case .noSuchReceiver(let id):
            self = .invalid(
                "receivers: There is no receiver \(id)", [FieldError("receivers", "There is no receiver \(id)")])
        case .nameTaken:
            self = .conflict("A receiver has this name already", [FieldError("name", "Another receiver has this name")])
        case .receiverOfSettings:
            self = .conflict("This receiver is of the settings and cannot be deleted. Disable it instead")
        case .leaseLost: self = .unavailable("Another process does this now")
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
