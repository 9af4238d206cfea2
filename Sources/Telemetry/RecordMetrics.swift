/// What is counted of the record of a lane's polls, looked up once.
package struct RecordMetrics: Sendable {
    package let notAsked: Counter
    package let notStored: Counter
    package let refused: Counter
    package let batchSize: Histogram

    package init(_ metrics: Catalogue, lane: String) {
        notAsked = metrics.polls.failed(lane, "not_asked")
        notStored = metrics.polls.failed(lane, "not_stored")
        refused = metrics.pollsRefused(lane)
        batchSize = metrics.pollsBatch(lane)
    }
}
