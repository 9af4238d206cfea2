/// What a result did to a check.
package struct CheckStep: Sendable, Equatable {
    package var standing: Standing
    package var changes: [CheckChange] = []
    /// Whether the parent must be asked before a silence can be judged.
    package var needsParent = false

    package enum Standing: Sendable, Equatable {
        /// The result agrees with the state, or was the last it took to change it.
        case confirmed
        /// It contradicts the state, as so many in a row do; so many are believed.
        case rechecking(Int, of: Int)
        /// Enough do, but whether the check is down or out of reach depends on a parent that is not decided yet.
        case awaitingParent
    }
}

/// What people may want to know of a check.
package enum CheckChange: Sendable, Equatable {
    /// An outage that they are to be told of.
    case wentDown
    /// The end of one that they were told of.
    case cameBack(after: Duration)
    /// It changed so often that single changes are told no more.
    case becameUnstable
    case becameSteady
}
