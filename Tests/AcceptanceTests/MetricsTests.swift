import Foundation
import TestKit
import Testing

/// `/metrics` of a running server.
@Suite struct MetricsTests {
    @Test func `Prometheus's own checker finds nothing to blame in what a server that polled and sent exposes`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let mail = try await Server.python("smtp_server.py", ["--maildir", "\(directory.path)/mail"])
        let slack = try await Server.python("webhook_server.py", [])
        let lapwing = try await Lapwing.start(in: directory, DeviceTests.channels(mail: mail, slack: slack))
        let admin = try await lapwing.api.loggedIn()
        _ = try await admin.post("/api/devices", ["name": "here", "ip_address": "127.0.0.1", "snmp_version": "none"])
        try await admin.device(1, becomes: "online")
        _ = try await admin.post("/api/alerts", ["severity": "critical", "message": "alarm", "device_id": 1])
        let text = try await eventually("the poll and both notices to be counted") {
            let answer = try await lapwing.api.get("/metrics")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let isCounted = ["email", "slack"].allSatisfy {
                answer.text.contains("lapwing_notices_delivered_total{channel=\"\($0)\"} 1\n")
            }
            return isCounted ? answer.text : nil
        }
        for line in [
            "lapwing_polls_started_total{lane=\"devices\"} 1",
            "lapwing_poll_results_total{lane=\"devices\",status=\"online\"} 1",
            "lapwing_database_up 1", "lapwing_outbox_notices{channel=\"email\"} ", "process_threads ",
            "lapwing_http_requests_total{method=\"POST\",route=\"/api/alerts\",status=\"2xx\"} 1",
            "lapwing_http_request_duration_seconds_count{method=\"POST\",route=\"/api/alerts\"} 1",
        ] { #expect(text.contains("\n\(line)"), "\(line)") }
        #expect(!text.contains("127.0.0.1") && !text.contains("alarm") && !text.contains("admin\""))
        let file = "\(directory.path)/metrics.txt"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        let check = try ChildProcess("/bin/sh", ["-c", "promtool check metrics < \(file)"])
        #expect(try await check.exit() == 0)
        #expect(check.text == "", "promtool has something to say")
    }

    @Test func `a worker tells the same of itself, and says that it serves no API`() async throws {
        let worker = try await Lapwing.start(
            ["worker", "--concurrency", "8"], in: TemporaryDirectory(), ["METRICS_TOKEN": "let-prometheus-in"])
        #expect(try await worker.api.get("/metrics").status == 401)
        let bearer = API(base: worker.api.base, server: worker.process, token: "let-prometheus-in")
        let text = try await bearer.get("/metrics").text
        for line in [
            "lapwing_role{role=\"api\"} 0", "lapwing_role{role=\"worker\"} 1", "lapwing_bus_up 1",
            "lapwing_database_up 1",
            "lapwing_polls_in_flight_limit{lane=\"devices\"} 8",
            "lapwing_http_requests_total{method=\"GET\",route=\"/metrics\",status=\"4xx\"} 1",
        ] { #expect(text.contains("\n\(line)\n"), "\(line)") }
        #expect(try await worker.stop() == 0)
    }

    @Test func `with a token, only its bearer may read`() async throws {
        let directory = try TemporaryDirectory()
        let lapwing = try await Lapwing.start(in: directory, ["METRICS_TOKEN": "let-prometheus-in"])
        #expect(try await lapwing.api.get("/metrics").status == 401)
        #expect(try await lapwing.api.loggedIn().get("/metrics").status == 401)
        let bearer = API(base: lapwing.api.base, server: lapwing.process, token: "let-prometheus-in")
        #expect(try await bearer.get("/metrics").status == 200)
        #expect(!lapwing.process.text.contains("let-prometheus-in"))
    }

    @Test(arguments: [
        "check rules lapwing.rules.yml", "test rules lapwing.rules.test.yml", "check config prometheus.yml",
    ])
    func `Prometheus takes the rules, and they say what their tests expect`(command: String) async throws {
        let promtool = try ChildProcess(
            "/usr/bin/promtool", command.split(separator: " ").map(String.init),
            directory: "\(Lapwing.root)/deploy/prometheus")
        let status = try await promtool.exit()
        #expect(status == 0, "\(promtool.text)")
    }
}
