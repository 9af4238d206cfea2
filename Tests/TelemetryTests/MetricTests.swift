import Testing

@testable import Telemetry

struct MetricTests {
    @Test func `many tasks count at once and none is lost`() async {
        let (counters, gauges) = (Counters("c_total", "", by: "l"), Gauges("g", ""))
        let histograms = Histograms("h", "", in: .counts(10, 100))
        await withDiscardingTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    for value in 0..<5000 {
                        counters("\(number % 2)").increment()
                        gauges().add(value % 2 == 0 ? 3 : -1)
                        histograms().observe(value)
                    }
                }
            }
        }
        #expect(counters.all.mapValues(\.value) == [["0"]: 20_000, ["1"]: 20_000])
        #expect(gauges().value == 40_000)
        #expect(histograms().count == 40_000)
    }

    @Test func `no flood of labels makes it grow without end`() {
        let metric = Counters("c_total", "", by: "l")
        for number in 0..<5000 { metric("\(number)").increment() }
        #expect(metric.all.count == 1001)
        #expect(metric("other").value == 4000)
        #expect(metric("7").value == 1)
    }

    @Test func `a nothing that arithmetic makes is no absence`() {
        let gauge = Gauge()
        gauge.set(Double.nan)
        #expect(gauge.value?.isNaN == true)
    }
}
