/// How much to ask for at once: starts with what was wished for, and learns from what the agent refuses or leaves unanswered.
struct BulkTuning: Equatable {
    /// What to ask about the next rows of a table.
    enum Question: Equatable {
        /// GETBULK of that many columns.
        case bulk(columns: Int, repetitions: Int)
        /// GETNEXT of that many columns.
        case next(columns: Int)
        /// GETNEXT of one column, sent once: after silence, to tell a dead agent from one that is silent because it was
        /// asked for too much.
        case probe

        var columns: Int {
            switch self {
            case .bulk(let columns, _), .next(let columns): columns
            case .probe: 1
            }
        }
    }

    private enum Patience {
        case normal
        /// A GETBULK went unanswered; whether anything is answered is being found out.
        case probing
        /// Less than what went unanswered is asked for. Silence once more ends GETBULK.
        case careful
    }

    private var usesBulk: Bool
    private var varBindLimit: Int
    private var columnLimit = Int.max
    private var patience = Patience.normal

    init(_ options: WalkOptions, version: SNMPVersion) {
        usesBulk = options.usesBulk && version != .v1
        varBindLimit = max(1, options.maxVarBinds)
    }

    /// `columns` must be at least 1.
    func question(columns: Int) -> Question {
        guard patience != .probing else { return .probe }
        let columns = min(columns, columnLimit)
        guard usesBulk else { return .next(columns: columns) }
        return .bulk(columns: columns, repetitions: max(1, varBindLimit / columns))
    }

    /// The agent said that its reply would be too big. `false` if less cannot be asked for.
    mutating func wasTooBig(_ question: Question) -> Bool {
        switch question {
        case .bulk(let columns, let repetitions) where repetitions > 1:
            varBindLimit = columns * (repetitions / 2)
        case .bulk(let columns, _) where columns > 1, .next(let columns) where columns > 1:
            columnLimit = columns / 2
        case .bulk:
            usesBulk = false
        case .next, .probe:
            return false
        }
        return true
    }

    /// The reply ended before each column had its first value.
    mutating func wasCut(after columns: Int) {
        columnLimit = max(1, columns)
    }

    /// The agent cannot answer GETBULK here. `false` if it was not asked for that.
    mutating func wasRefused(_ question: Question) -> Bool {
        guard case .bulk = question else { return false }
        usesBulk = false
        return true
    }

    /// No reply came. `false` if asking for less is no use.
    mutating func wasUnanswered(_ question: Question) -> Bool {
        guard case .bulk = question else { return false }
        if patience == .careful {
            usesBulk = false
            patience = .normal
        } else {
            patience = .probing
        }
        return true
    }

    /// A reply came.
    mutating func wasAnswered(_ question: Question) {
        guard question == .probe else { return }
        patience = .careful
        varBindLimit /= 4
        if varBindLimit == 0 {
            usesBulk = false
            patience = .normal
        }
    }
}
