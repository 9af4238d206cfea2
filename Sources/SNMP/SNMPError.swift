/// Why a device could not be asked, or did not give what it was asked for. ``description`` is a sentence for an operator and
/// holds no community.
public struct SNMPError: Error, Sendable {
    /// The kind of failure; more may be added.
    public struct Code: Sendable, Hashable {
        private enum Name: String {
            case noAnswer, otherReply, tooLate, portClosed, unreachable, refused, malformedReply, unexpectedReply,
                notIncreasing
            case insecure, cannotListen
            case unknownHost, cannotSend, repliesLost, tooManyRows, requestTooLarge, cancelled, closed
        }
        private let name: Name

        /// No reply to any of the requests.
        public static let noAnswer = Code(name: .noAnswer)
        /// Something came back, but no answer: by another community, in another version, or no SNMP at all.
        public static let otherReply = Code(name: .otherReply)
        /// No reply in time. Earlier requests were answered after they had been given up.
        public static let tooLate = Code(name: .tooLate)
        /// The device lives, but nothing listens on the port (ICMP port unreachable).
        public static let portClosed = Code(name: .portClosed)
        /// No reply, and the network reported that it cannot reach the device (ICMP).
        public static let unreachable = Code(name: .unreachable)
        /// The agent answered with an error; see ``SNMPError/errorStatus``.
        public static let refused = Code(name: .refused)
        /// The reply is not well-formed.
        public static let malformedReply = Code(name: .malformedReply)
        /// The reply is well-formed but does not answer the request.
        public static let unexpectedReply = Code(name: .unexpectedReply)
        /// In a walk the agent went backwards or in circles.
        public static let notIncreasing = Code(name: .notIncreasing)
        /// The device and we do not agree on SNMPv3: user, keys, clock; ``SNMPError/underlying`` is a ``USMFault``.
        public static let insecure = Code(name: .insecure)
        /// A walk came to ``WalkOptions/limit``.
        public static let tooManyRows = Code(name: .tooManyRows)
        /// The name of the host has no address.
        public static let unknownHost = Code(name: .unknownHost)
        /// This machine could not send the request; see ``SNMPError/underlying``.
        public static let cannotSend = Code(name: .cannotSend)
        /// No reply, but this machine threw datagrams away meanwhile: its receive buffer was full.
        public static let repliesLost = Code(name: .repliesLost)
        /// The request is larger than a datagram.
        public static let requestTooLarge = Code(name: .requestTooLarge)
        /// This machine does not let us listen for notifications; see ``SNMPError/underlying``.
        public static let cannotListen = Code(name: .cannotListen)
        /// The task was cancelled.
        public static let cancelled = Code(name: .cancelled)
        /// The client is closed.
        public static let closed = Code(name: .closed)
    }

    /// What happened.
    public let code: Code
    /// The device, as ``SNMPTarget/description`` names it.
    public let target: String
    /// The object that the failure is about, if it is about one.
    public let oid: OID?
    /// The agent's error, for ``Code/refused``.
    public let errorStatus: ErrorStatus?
    /// The cause, if it is an error of its own.
    public let underlying: (any Error)?
    private let sentence: String

    init(
        _ code: Code, _ target: SNMPTarget, _ sentence: String, oid: OID? = nil, errorStatus: ErrorStatus? = nil,
        underlying: (any Error)? = nil
    ) {
        self.init(
            code: code, target: target.description, sentence: sentence, oid: oid, errorStatus: errorStatus,
            underlying: underlying)
    }

    private init(
        code: Code, target: String, sentence: String, oid: OID?, errorStatus: ErrorStatus?, underlying: (any Error)?
    ) {
        self.code = code
        self.target = target
        self.sentence = sentence
        self.oid = oid
        self.errorStatus = errorStatus
        self.underlying = underlying
    }

    /// Whether the failure says something about the device. If not, the request never left this machine, or its answer was
    /// not waited for.
    public var concernsDevice: Bool {
        switch code {
        case .cannotSend, .cannotListen, .repliesLost, .requestTooLarge, .cancelled, .closed, .unknownHost: false
        default: true
        }
    }

    /// Whether no answer came.
    var isSilence: Bool { [.noAnswer, .unreachable, .otherReply, .tooLate].contains(code) }

    /// Whether something came back from the device since it was asked, so that it lives.
    public var showsLife: Bool {
        switch code {
        case .refused, .otherReply, .malformedReply, .unexpectedReply, .notIncreasing: true
        case .insecure: (underlying as? USMFault)?.showsLife ?? false
        default: false
        }
    }

    /// The same failure of another request to the same device.
    func of(_ target: SNMPTarget) -> SNMPError {
        SNMPError(
            code: code, target: target.description, sentence: sentence, oid: nil, errorStatus: nil,
            underlying: underlying)
    }

    /// The same failure with what it interrupted in brackets: `(walk of ifTable, 40 rows read)`.
    func during(_ activity: String) -> SNMPError {
        SNMPError(
            code: code, target: target, sentence: "\(sentence) (\(activity))", oid: oid, errorStatus: errorStatus,
            underlying: underlying)
    }
}

extension SNMPError: CustomStringConvertible {
    /// For example `10.0.0.7 did not answer 3 requests in 6 s`.
    public var description: String { sentence }
}
