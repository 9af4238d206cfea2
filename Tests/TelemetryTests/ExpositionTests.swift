import Testing

@testable import Telemetry

struct ExpositionTests {
    private struct Two: MetricGroup {
        let hits = Counters("hits_total", "Hits.", by: "kind")
        let depth = Gauges("depth", "Depth.")
    }

    @Test func `each metric has its help, its type and a line for each series, in the order of the labels`() {
        let group = Two()
        group.hits("b").increment(by: 2)
        group.hits("a").increment()
        group.depth().set(1.5)
        let text = Exposition(of: group).text
        #expect(
            text == """
                # HELP hits_total Hits.
                # TYPE hits_total counter
                hits_total{kind="a"} 1
                hits_total{kind="b"} 2
                # HELP depth Depth.
                # TYPE depth gauge
                depth 1.5

                """)
    }

    @Test func `nothing in a help text or a label's value can end the line or the value`() {
        let metric = Counters("m_total", "A \\ and\nan end", by: "l")
        metric("say \"\\\"\nend").increment()
        #expect(
            Exposition(of: metric).text == """
                # HELP m_total A \\\\ and\\nan end
                # TYPE m_total counter
                m_total{l="say \\"\\\\\\"\\nend"} 1

                """)
    }

    @Test func `a histogram counts what is at or below each bound, and sums in seconds`() {
        let metric = Histograms("t_seconds", "T.", by: "lane", in: .seconds(0.005, 1, 2.5))
        let histogram = metric("x")
        for milliseconds in [1, 5, 6, 1000, 9000] { histogram.observe(.milliseconds(milliseconds)) }
        histogram.observe(.seconds(-3))
        #expect(
            Exposition(of: metric).text == """
                # HELP t_seconds T.
                # TYPE t_seconds histogram
                t_seconds_bucket{lane="x",le="0.005"} 3
                t_seconds_bucket{lane="x",le="1"} 5
                t_seconds_bucket{lane="x",le="2.5"} 5
                t_seconds_bucket{lane="x",le="+Inf"} 6
                t_seconds_sum{lane="x"} 10.012
                t_seconds_count{lane="x"} 6

                """)
    }

    @Test func `a duration that a broken clock makes overflows nothing`() {
        let histogram = Histogram(.seconds(1))
        for _ in 0..<3 { histogram.observe(.seconds(Int64.max / 2)) }
        #expect(histogram.count == 3)
        #expect(histogram.occupied == [nil])
    }

    @Test func `what is not known is left out, and what was never counted is nought`() {
        let gauge = Gauges("g", "G.", by: "l")
        gauge("x").set(2)
        gauge("x").set(nil)
        #expect(Exposition(of: gauge).text == "# HELP g G.\n# TYPE g gauge\n")
        #expect(
            Exposition(of: Counters("c_total", "C.")).text == "# HELP c_total C.\n# TYPE c_total counter\nc_total 0\n")
    }

    @Test(arguments: [
        (0.0, "0"), (1, "1"), (-2, "-2"), (0.5, "0.5"), (1e-05, "1e-05"), (1_764_000_000.25, "1764000000.25"),
        (1e300, "1e+300"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
    ])
    func `numbers are written as Go reads them`(value: Double, text: String) {
        #expect(Exposition.text(of: value) == text)
    }
}
