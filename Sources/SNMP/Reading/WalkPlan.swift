/// The instances below an identifier, one request after the other.
///
/// It ends where the agent leaves the subtree or says that nothing follows: by `endOfMibView`, in v1 by `noSuchName`, and
/// from some agents by an empty reply. Everything else that stops it is a fault, so that a walk cut short never looks whole.
struct WalkPlan: ReadingPlan {
    private let root: OID
    private let options: WalkOptions
    var tuning: BulkTuning
    private var position: OID
    private let isResumed: Bool
    private var request = BulkTuning.PendingRequest.probe
    private var found = 0
    private var seen: Set<OID> = []
    private var state = State.walking

    private enum State {
        case walking
        /// Nothing lies below the root, which may be an instance itself.
        case askingForRoot
        case done
    }

    /// Goes on behind `start`, if that is not `nil`.
    init(_ root: OID, after start: OID? = nil, options: WalkOptions, version: SNMPVersion) {
        self.root = root
        self.options = options
        tuning = BulkTuning(options, version: version, root: root)
        position = start ?? root
        isResumed = start != nil
    }

    var emptiness: (roots: [OID], duration: Duration)? {
        isResumed || options.emptinessLasts <= .zero ? nil : ([root], options.emptinessLasts)
    }

    mutating func next() -> ReadingStep {
        switch state {
        case .done: return .done
        case .askingForRoot: return .ask(.get([root]))
        case .walking:
            request = tuning.request(columns: 1)
            switch request {
            case .bulk(_, let repetitions):
                return .ask(.getBulk([position], maxRepetitions: repetitions))
            case .next: return .ask(.getNext([position]))
            case .probe: return .ask(.getNext([position]), isProbe: true)
            }
        }
    }

    mutating func received(_ reply: Reply, into found: inout [VarBind]) throws(WalkFault) {
        guard case .walking = state else {
            state = .done
            return try takeRoot(reply, into: &found)
        }
        tuning.wasAnswered(request)
        guard reply.errorStatus == .noError else { return try refused(reply.errorStatus) }
        try take(reply, into: &found)
    }

    /// No reply came to the last request. `false` if that is the end of it.
    mutating func unanswered() -> Bool {
        guard case .walking = state else { return false }
        return tuning.wasUnanswered(request)
    }

    private mutating func take(_ reply: Reply, into found: inout [VarBind]) throws(WalkFault) {
        var reader = reply.varBinds
        let before = found.count
        let capacity = min(reader.countBound, max(0, options.limit - self.found))
        if found.capacity - before < capacity { found.reserveCapacity(max(before + capacity, found.capacity * 2)) }
        var sawAny = false
        while true {
            try takeShort(from: &reader, into: &found)
            guard let varBind = try next(from: &reader) else { break }
            sawAny = true
            guard !varBind.value.isException, varBind.oid.hasPrefix(root), varBind.oid != root else {
                guard varBind.oid != position || varBind.value.isException else { throw .notIncreasing(position) }
                return self.end()
            }
            try advance(to: varBind.oid)
            try count(1)
            found.append(varBind)
        }
        let count = found.count - before
        tuning.measured(bytes: reply.size, varBinds: count, waited: reply.waited, isExact: reply.roundTrip != nil)
        if count > 0 { tuning.wasFruitful(request) }
        if count == 0, !sawAny, !tuning.wasRefused(request) { end() }
    }

    /// Takes bindings as long as they are short, below the root and in order: nearly all of a walk, without a copy of any.
    private mutating func takeShort(from reader: inout VarBindReader, into found: inout [VarBind]) throws(WalkFault) {
        guard !options.toleratesDisorder, let root = root.inline, var last = position.inline else { return }
        let before = found.count
        var next = reader
        let end = before + max(0, options.limit - self.found)
        while found.count < end, let short = next.nextShort(), !BERTag.isException(short.tag),
            short.oid.hasPrefix(root),
            Arcs.precedes(last, short.oid)
        {
            do throws(BERFault) { found.append(try short.varBind()) } catch { throw .malformed(error) }
            last = short.oid
            reader = next
        }
        position = OID(wellFormed: last)
        try count(found.count - before)
    }

    private mutating func count(_ more: Int) throws(WalkFault) {
        found += more
        guard found <= options.limit else { throw .tooMany(options.limit) }
    }

    private func next(from reader: inout VarBindReader) throws(WalkFault) -> VarBind? {
        do throws(BERFault) {
            return try reader.next()
        } catch {
            throw .malformed(error)
        }
    }

    private mutating func advance(to oid: OID) throws(WalkFault) {
        if options.toleratesDisorder {
            guard seen.insert(oid).inserted else { throw .notIncreasing(oid) }
        } else {
            guard position < oid else { throw .notIncreasing(oid) }
        }
        position = oid
    }

    private mutating func refused(_ status: ErrorStatus) throws(WalkFault) {
        switch status {
        case .tooBig:
            guard tuning.wasTooBig(request) else { throw .refused(status, after: position) }
        case .noSuchName:
            if !tuning.wasRefused(request) { end() }
        default:
            guard tuning.wasRefused(request) else { throw .refused(status, after: position) }
        }
    }

    private mutating func end() {
        state = found == 0 && position == root && !root.isEmpty ? .askingForRoot : .done
    }

    private func takeRoot(_ reply: Reply, into found: inout [VarBind]) throws(WalkFault) {
        var reader = reply.varBinds
        guard reply.errorStatus == .noError, let varBind = try next(from: &reader), varBind.oid == root,
            !varBind.value.isException
        else { return }
        found.append(varBind)
    }
}
