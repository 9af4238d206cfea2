/// The instances below an identifier, one request after the other.
///
/// It ends where the agent leaves the subtree or says that nothing follows: by `endOfMibView`, in v1 by `noSuchName`, and
/// from some agents by an empty reply. Everything else that stops it is a fault, so that a walk cut short never looks whole.
struct WalkPlan: ReadingPlan {
    private let root: OID
    private let options: WalkOptions
    private var tuning: BulkTuning
    private var position: OID
    private var question = BulkTuning.Question.probe
    private var found = 0
    private var seen: Set<OID> = []
    private var state = State.walking

    private enum State {
        case walking
        /// Nothing lies below the root, which may be an instance itself.
        case askingForRoot
        case done
    }

    init(_ root: OID, options: WalkOptions, version: SNMPVersion) {
        self.root = root
        self.options = options
        tuning = BulkTuning(options, version: version)
        position = root
    }

    mutating func next() -> ReadingStep {
        switch state {
        case .done: return .done
        case .askingForRoot: return .ask(.get([root]))
        case .walking:
            question = tuning.question(columns: 1)
            switch question {
            case .bulk(_, let repetitions):
                return .ask(.getBulk([position], maxRepetitions: repetitions))
            case .next: return .ask(.getNext([position]))
            case .probe: return .ask(.getNext([position]), isProbe: true)
            }
        }
    }

    /// What the reply to the last request adds.
    mutating func received(_ pdu: PDU) throws(WalkFault) -> ArraySlice<VarBind> {
        guard case .walking = state else {
            state = .done
            return rootInstance(in: pdu)
        }
        tuning.wasAnswered(question)
        guard pdu.errorStatus == .noError else {
            try refused(pdu.errorStatus)
            return []
        }
        guard !pdu.varBinds.isEmpty else {
            if !tuning.wasRefused(question) { end() }
            return []
        }
        return try take(pdu.varBinds)
    }

    /// No reply came to the last request. `false` if that is the end of it.
    mutating func unanswered() -> Bool {
        guard case .walking = state else { return false }
        return tuning.wasUnanswered(question)
    }

    private mutating func take(_ varBinds: [VarBind]) throws(WalkFault) -> ArraySlice<VarBind> {
        var count = 0
        for varBind in varBinds {
            guard !varBind.value.isException, varBind.oid.hasPrefix(root), varBind.oid != root else {
                guard varBind.oid != position || varBind.value.isException else { throw .notIncreasing(position) }
                end(afterFinding: count)
                break
            }
            try advance(to: varBind.oid)
            count += 1
        }
        found += count
        guard found <= options.limit else { throw .tooMany(options.limit) }
        return varBinds[..<count]
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
            guard tuning.wasTooBig(question) else { throw .refused(status, after: position) }
        case .noSuchName:
            if !tuning.wasRefused(question) { end() }
        default:
            guard tuning.wasRefused(question) else { throw .refused(status, after: position) }
        }
    }

    private mutating func end(afterFinding count: Int = 0) {
        state = found + count == 0 && !root.isEmpty ? .askingForRoot : .done
    }

    private func rootInstance(in pdu: PDU) -> ArraySlice<VarBind> {
        guard pdu.errorStatus == .noError, let varBind = pdu.varBinds.first, varBind.oid == root,
            !varBind.value.isException
        else { return [] }
        return pdu.varBinds[..<1]
    }
}
