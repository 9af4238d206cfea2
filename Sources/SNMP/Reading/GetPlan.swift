/// Gets all of some objects by as few requests as the agent allows.
///
/// An agent of v1 refuses a whole request because of one missing object, another cannot fit the reply into a message, a third
/// answers with too few. The objects asked at once become fewer until the faulty one stands alone.
struct GetPlan {
    /// What a failure of a single object means.
    enum Tolerance {
        /// Missing objects become a value; any other failure ends the plan.
        case missing
        /// An object that cannot be had for any reason becomes `noSuchInstance`, as long as another can be had.
        case any
    }

    private let oids: [OID]
    private let tolerance: Tolerance
    /// The answer, if it came whole at once, as it nearly always does.
    private var whole: [VarBind]?
    private var values: [SNMPValue?] = []
    /// Stretches of `oids` that are still to be asked, a request each.
    private var stretches: [ArraySlice<Int>]
    /// Those that are asked, by their tag.
    private var asked: [Int: ArraySlice<Int>] = [:]
    private var nextTag = 0
    /// Why the first object could not be had that was passed over, though the agent did not say that it is missing.
    private var fault: Fault?

    /// A request for no more is not believed to go unanswered for its size.
    private static let few = 10
    /// The request that finds out whether a device that left a large one unanswered hears a small one.
    private var probe: (tag: Int, stretch: ArraySlice<Int>)?
    /// Other large requests that went unanswered meanwhile.
    private var aside: [ArraySlice<Int>] = []

    /// How many objects one request may ask for at first, and how many bytes it and its reply may be expected to take, so that
    /// both fit into a packet of Ethernet.
    private static let maximumCount = 48
    private static let maximumSize = 1_400

    /// `limit` is how many objects the device is known to hear.
    init(_ oids: [OID], tolerance: Tolerance = .missing, limit: Int? = nil) {
        self.oids = oids
        self.tolerance = tolerance
        stretches = Self.stretches(of: oids, limit: min(limit ?? .max, Self.maximumCount))
    }

    private static func stretches(of oids: [OID], limit: Int) -> [ArraySlice<Int>] {
        let all = Array(oids.indices)
        var stretches: [ArraySlice<Int>] = []
        var start = 0
        var size = 0
        for position in all {
            // A value takes ten bytes on the average, and headers take six.
            let more = oids[position].byteCount + 16
            if position > start, position - start == limit || size + more > maximumSize {
                stretches.append(all[start..<position])
                (start, size) = (position, 0)
            }
            size += more
        }
        return start < all.count ? stretches + [all[start...]] : stretches
    }

    enum Step: Equatable {
        /// Several may be asked at the same time; the reply is told apart by the tag.
        case ask([OID], tag: Int)
        case wait
        case done([VarBind])
        /// Not one object could be had.
        case failed(Fault)
    }

    mutating func next() -> Step {
        if let whole { return .done(whole) }
        guard !stretches.isEmpty else {
            guard asked.isEmpty, aside.isEmpty else { return .wait }
            if let fault, values.allSatisfy({ $0?.isException ?? true }) { return .failed(fault) }
            return .done(zip(oids, values).map { VarBind($0, $1 ?? .noSuchInstance) })
        }
        let stretch = stretches.removeFirst()
        let tag = nextTag
        nextTag += 1
        asked[tag] = stretch
        return .ask(stretch.count == oids.count ? oids : stretch.map { oids[$0] }, tag: tag)
    }

    enum Fault: Error, Equatable {
        case refused(ErrorStatus, OID?)
        case unexpected(String, OID?)

        func seen(of target: SNMPTarget) -> SNMPError {
            switch self {
            case .refused(let status, let oid): .refused(target, status, oid)
            case .unexpected(let what, let oid): .unexpectedReply(target, what, oid: oid)
            }
        }
    }

    /// A large request went unanswered. `false` if less is not worth a try. Otherwise ``next()`` says what to ask, once only.
    mutating func unanswered(_ tag: Int) -> Bool {
        guard let stretch = asked[tag], stretch.count > Self.few, learned == nil else { return false }
        asked[tag] = nil
        guard probe == nil else {
            aside.append(stretch)
            return true
        }
        probe = (nextTag, stretch)
        stretches.insert(stretch.prefix(1), at: 0)
        return true
    }

    /// Whether a request is sent once only.
    func isProbe(_ tag: Int) -> Bool { probe?.tag == tag }

    /// How many objects the device hears, if that was found out.
    private(set) var learned: Int?

    /// The device hears small requests: the large one is asked in parts.
    private mutating func endProbe() {
        guard let stretch = probe?.stretch else { return }
        let limit = max(1, stretch.count / 4)
        learned = limit
        var parts: [ArraySlice<Int>] = []
        for rest in [stretch.dropFirst()] + aside {
            for start in stride(from: rest.startIndex, to: rest.endIndex, by: limit) {
                parts.append(rest[start..<min(start + limit, rest.endIndex)])
            }
        }
        aside = []
        stretches = parts + stretches
    }

    /// Takes the reply to what ``next()`` said to ask.
    mutating func received(_ reply: DecodedReply, to tag: Int) throws(Fault) {
        guard let stretch = asked.removeValue(forKey: tag) else { return }
        if isProbe(tag) { endProbe() }
        guard reply.errorStatus == .noError else {
            try refused(stretch, reply.errorStatus, index: reply.errorIndex)
            return
        }
        guard answers(reply.varBinds, to: stretch) else {
            try split(stretch, or: .unexpected("it is about other objects", stretch.first.map { oids[$0] }))
            return
        }
        if stretch.count == oids.count {
            whole = reply.varBinds
        } else {
            for (varBind, position) in zip(reply.varBinds, stretch) { set(varBind.value, at: position) }
        }
    }

    private func answers(_ varBinds: [VarBind], to stretch: ArraySlice<Int>) -> Bool {
        guard varBinds.count == stretch.count else { return false }
        for (varBind, position) in zip(varBinds, stretch) where varBind.oid != oids[position] { return false }
        return true
    }

    private mutating func set(_ value: SNMPValue, at position: Int) {
        if values.isEmpty { values = Array(repeating: nil, count: oids.count) }
        values[position] = value
    }

    private mutating func refused(_ stretch: ArraySlice<Int>, _ status: ErrorStatus, index: Int32) throws(Fault) {
        guard status != .tooBig else {
            try split(stretch, or: .refused(status, nil))
            return
        }
        // Not an object is refused, but whoever asks: for the others he is refused too.
        if status == .authorizationError, index == 0 { throw .refused(status, nil) }
        let offset = stretch.count == 1 ? 0 : Int(index) - 1
        guard (0..<stretch.count).contains(offset) else {
            try split(stretch, or: .refused(status, nil))
            return
        }
        let position = stretch[stretch.startIndex + offset]
        if status != .noSuchName { try passOver(.refused(status, oids[position])) }
        set(.noSuchInstance, at: position)
        let rest = stretch.filter { $0 != position }
        if !rest.isEmpty { stretches.insert(rest[...], at: 0) }
    }

    private mutating func passOver(_ fault: Fault) throws(Fault) {
        guard tolerance == .any else { throw fault }
        self.fault = self.fault ?? fault
    }

    private mutating func split(_ stretch: ArraySlice<Int>, or fault: Fault) throws(Fault) {
        guard stretch.count > 1 else {
            try passOver(fault)
            if let position = stretch.first { set(.noSuchInstance, at: position) }
            return
        }
        let middle = stretch.startIndex + stretch.count / 2
        stretches.insert(contentsOf: [stretch[..<middle], stretch[middle...]], at: 0)
    }
}
