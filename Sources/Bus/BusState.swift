package import Monitoring

/// How a bus is doing.
package enum BusState: Sendable, Equatable {
    /// Hints and counts are this process's own, and meant to be.
    case inProcess
    /// - Parameters:
    ///   - roundTrip: from the last request to its answer.
    ///   - refusal: why counts are each process's own although hints travel; a part of a sentence.
    case connected(roundTrip: Duration, refusal: String?)
    /// Hints and counts stay in this process until the bus is back.
    case away(since: Timestamp, reason: String)
}
