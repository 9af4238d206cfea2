import LapwingServer
import Testing

@Suite struct HealthReportTests {
    private func report(_ status: Int, _ body: String) -> HealthReport {
        HealthReport(status: status, body: Array(body.utf8))
    }

    @Test func `one that is well says so in a word`() {
        let well = report(200, #"{"status":"healthy","database":"connected","timestamp":"t","version":"1"}"#)
        #expect(well.isHealthy && well.lines == ["healthy"])
    }

    @Test func `each part that does not work is named with its state, and no other`() {
        let ill = report(
            503,
            #"""
            {"status":"unhealthy","database":"unavailable","broker":"gone: redis\u001b[2J does not answer","workers":"3 at work",
            "msg":"Not working: database, broker"}
            """#)
        #expect(!ill.isHealthy)
        #expect(
            ill.lines == [
                "unhealthy: Not working: database, broker", "database: unavailable",
                "broker: gone: redis[2J does not answer",
            ])
    }

    @Test func `what Lapwing goes on without is told, too, and it is well`() {
        let degraded = report(200, #"{"status":"healthy","broker":"redis is away","degraded":["broker"]}"#)
        #expect(degraded.isHealthy && degraded.lines == ["healthy, without: broker", "broker: redis is away"])
    }

    @Test(arguments: [(200, "<html>"), (200, "[]"), (200, "{}"), (404, #"{"status":"healthy"}"#), (502, "")])
    func `what is no Lapwing is not well`(status: Int, body: String) {
        #expect(!report(status, body).isHealthy)
    }
}

@Suite struct HealthCheckTests {
    private func url(_ environment: [String: String]) throws -> String {
        try HealthCheck(ofServerWith: Configuration(.merged(environment: environment))).url
    }

    @Test func `it asks where the configuration says that Lapwing listens`() throws {
        #expect(try url([:]) == "http://127.0.0.1:5000/api/health")
        #expect(try url(["HOST": "::", "PORT": "81"]) == "http://[::1]:81/api/health")
        #expect(try url(["HOST": "192.0.2.1"]) == "http://192.0.2.1:5000/api/health")
        let tls = ["TLS_CERTIFICATE": "a", "TLS_PRIVATE_KEY": "b", "PORT": "443"]
        #expect(try url(tls) == "https://127.0.0.1:443/api/health")
        #expect(throws: ConfigurationError.self) { try url(["PORT": "0"]) }
    }

    @Test func `a URL without a path means the API's own`() throws {
        #expect(try HealthCheck(url: "https://lapwing.example").url == "https://lapwing.example/api/health")
        #expect(try HealthCheck(url: "http://[::1]:5001/").url == "http://[::1]:5001/api/health")
        #expect(try HealthCheck(url: "http://h/lapwing/api/health").url == "http://h/lapwing/api/health")
    }

    @Test(arguments: ["", "lapwing.example", "ftp://lapwing.example", "http://", "http:///api"])
    func `what is no URL of a web server is named`(text: String) {
        #expect(throws: ConfigurationError.self) { try HealthCheck(url: text) }
    }

    @Test func `where nothing listens it is not well, and says why`() async throws {
        let report = await (try HealthCheck(url: "http://127.0.0.1:1")).run()
        #expect(!report.isHealthy && report.lines.first?.contains("refused") == true, "\(report.lines)")
    }
}
