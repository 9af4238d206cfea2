/// What is counted of work that is claimed when it is due, by lane: `devices`, `cameras`, the name of a receiver.
package struct WorkMetrics: MetricGroup {
    package let started: Counters
    package let late: Counters
    package let failed: Counters
    package let duration: Histograms
    package let lateness: Histograms
    package let inFlight: Gauges
    package let limit: Gauges
    package let claims: Gauges
    package let queueAge: Gauges

    /// - Parameters:
    ///   - prefix: of the names, such as `lapwing_polls`.
    ///   - work: in the plural, as a sentence begins.
    init(_ prefix: String, _ work: String) {
        let lane = "lane"
        started = Counters("\(prefix)_started_total", "\(work) that began.", by: lane)
        late = Counters("\(prefix)_late_total", "\(work) that began more than 1 s after they were due.", by: lane)
        failed = Counters(
            "\(prefix)_failed_total",
            "\(work) that came to nothing by a fault of Lapwing's own, by what: cut_off, not_asked, not_stored.",
            by: lane, "reason")
        duration = Histograms(
            "\(prefix)_duration_seconds", "\(work): from the beginning to the record.", by: lane,
            in: .seconds(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30))
        lateness = Histograms(
            "\(prefix)_lateness_seconds", "\(work): from when they were due to the beginning.", by: lane,
            in: .seconds(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30))
        inFlight = Gauges("\(prefix)_in_flight", "\(work) that are going on in this process.", by: lane)
        limit = Gauges("\(prefix)_in_flight_limit", "\(work) that may go on in this process at once.", by: lane)
        claims = Gauges(
            "\(prefix)_claims", "\(work) that some process holds a claim of, expired ones included.", by: lane)
        queueAge = Gauges(
            "\(prefix)_queue_age_seconds", "\(work): how long the longest due waits unclaimed; 0 where none does.",
            by: lane)
    }

    /// The series of one lane, looked up once.
    package func lane(_ name: String) -> LaneMetrics {
        LaneMetrics(
            started: started(name), late: late(name), cutOff: failed(name, "cut_off"), duration: duration(name),
            lateness: lateness(name), inFlight: inFlight(name), limit: limit(name))
    }
}

package struct LaneMetrics: Sendable {
    package let started: Counter
    package let late: Counter
    package let cutOff: Counter
    package let duration: Histogram
    package let lateness: Histogram
    package let inFlight: Gauge
    package let limit: Gauge
}
