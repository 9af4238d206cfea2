import Foundation
import TestKit
import Testing

/// What signals do, and do not.
@Suite(.timeLimit(.minutes(5))) struct SignalTests {
    @Test(arguments: [("serve", "backend"), ("worker", "worker")])
    func `SIGHUP and SIGUSR1 open the log anew, and no other signal ends a process that serves`(
        command: String, log: String
    ) async throws {
        let directory = try TemporaryDirectory()
        let lapwing = try await Lapwing.start([command], in: directory)
        let path = "\(directory.path)/logs/\(log).log"
        for (number, signal) in [SIGHUP, SIGUSR1].enumerated() {
            try FileManager.default.moveItem(atPath: path, toPath: "\(path).moved-\(number)")
            lapwing.process.signal(signal)
            _ = try await eventually("a log file after signal \(signal)") {
                FileManager.default.fileExists(atPath: path) ? true : nil
            }
        }
        for signal in [SIGUSR2, SIGALRM, SIGPIPE, SIGWINCH, SIGCHLD] { lapwing.process.signal(signal) }
        #expect(try await lapwing.api.get("/health").status == 200)
        #expect(try await lapwing.stop() == 0)
        let last = try String(contentsOfFile: path, encoding: .utf8)
        #expect(last.contains("Lapwing has stopped"))
    }

    @Test func `a signal at any moment of the start does no harm`() async throws {
        let directory = try TemporaryDirectory()
        let process = try ChildProcess(
            Lapwing.executable, ["serve"], environment: ["PORT": "0", "HOST": "127.0.0.1"], directory: directory.path,
            keeping: directory)
        // From the first line of its log on: before that it is a program that is being loaded.
        _ = try await process.line { $0.contains("starts") }
        let ends = Task {
            while !Task.isCancelled {
                for signal in [SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE] { process.signal(signal) }
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        _ = try await process.line { $0.contains("listens on") }
        ends.cancel()
        process.signal(SIGTERM)
        #expect(try await process.exit() == 0)
    }

    @Test func `SIGHUP shows new connections the new certificate, and keeps the old one where the new one is broken`()
        async throws
    {
        let directory = try TemporaryDirectory()
        try await makeCertificate(of: "first", in: directory)
        let lapwing = try await Lapwing.start(
            in: directory, ["TLS_CERTIFICATE": "cert.pem", "TLS_PRIVATE_KEY": "key.pem"])
        #expect(try await subject(shownAt: lapwing.port) == "subject=CN = first")

        try await makeCertificate(of: "second", in: directory)
        #expect(try await subject(shownAt: lapwing.port) == "subject=CN = first")
        lapwing.process.signal(SIGHUP)
        _ = try await lapwing.process.line { $0.contains("New connections are shown the certificate") }
        #expect(try await subject(shownAt: lapwing.port) == "subject=CN = second")

        // The key of another.
        try FileManager.default.moveItem(
            atPath: "\(directory.path)/cert.pem", toPath: "\(directory.path)/second.pem")
        try await makeCertificate(of: "third", in: directory)
        try FileManager.default.removeItem(atPath: "\(directory.path)/cert.pem")
        try FileManager.default.moveItem(
            atPath: "\(directory.path)/second.pem", toPath: "\(directory.path)/cert.pem")
        lapwing.process.signal(SIGHUP)
        _ = try await lapwing.process.line { $0.contains("ERROR") && $0.contains("TLS_CERTIFICATE (cert.pem)") }
        try Data("nonsense".utf8).write(to: URL(fileURLWithPath: "\(directory.path)/cert.pem"))
        lapwing.process.signal(SIGHUP)
        _ = try await eventually("two complaints; it says:\n\(lapwing.process.text)") {
            lapwing.process.text.split(separator: "\n").count { $0.contains("read before stays in use") } == 2
                ? true : nil
        }
        #expect(try await subject(shownAt: lapwing.port) == "subject=CN = second")
        #expect(try await lapwing.stop() == 0)
    }

    private func makeCertificate(of name: String, in directory: TemporaryDirectory) async throws {
        let made = try ChildProcess(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=\(name)", "-keyout",
                "key.pem", "-out", "cert.pem",
            ], directory: directory.path)
        #expect(try await made.exit() == 0)
    }

    private func subject(shownAt port: Int) async throws -> String {
        let shown = try ChildProcess(
            "/bin/sh",
            [
                "-c",
                "openssl s_client -connect 127.0.0.1:\(port) </dev/null 2>/dev/null | openssl x509 -noout -subject -nameopt oneline",
            ])
        #expect(try await shown.exit() == 0)
        return shown.text.trimmingCharacters(in: .whitespacesAndNewlines).replacing("subject= ", with: "subject=")
    }

    @Test
    func `standard error that nobody reads keeps Lapwing neither from starting, nor from working, nor from ending`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let stuck = "mkfifo stuck; exec 3<>stuck; head -c 65536 /dev/zero >&3; exec \(Lapwing.executable) serve 2>&3"
        let process = try ChildProcess(
            "/bin/sh", ["-c", stuck],
            environment: ["PORT": "0", "HOST": "127.0.0.1", "LOG_LEVEL": "debug", "APP_ENV": "production"],
            directory: directory.path, keeping: directory)
        let log = "\(directory.path)/logs/backend.log"
        let listening = try await eventually("the log file to say that it listens") {
            try? String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").first {
                $0.contains("listens on")
            }.map(String.init)
        }
        let port = try #require(listening.split(separator: ":").last.flatMap { Int($0) })
        let api = API(base: "http://127.0.0.1:\(port)", server: process)
        for _ in 0..<500 { #expect(try await api.get("/health").status == 200) }
        let text = try String(contentsOfFile: log, encoding: .utf8)
        #expect(text.contains("could not be shown, since nobody reads standard error"))
        process.signal(SIGTERM)
        #expect(try await process.exit() == 0)
    }

    @Test func `a simulator and a listener end by SIGTERM from the moment that they say they are there`() async throws {
        let port = "\(20_000 + getpid() % 10_000)"
        for arguments in [["simulate", "--port", port, "--ports", "1"], ["trap", "--port", port]] {
            for _ in 0..<20 {
                let process = try ChildProcess(Lapwing.executable, arguments)
                _ = try await eventually(every: .milliseconds(1), "its first line") {
                    process.text.contains("Serving") || process.text.contains("Listening") ? true : nil
                }
                process.signal(SIGTERM)
                #expect(try await process.exit() == 0, "\(process.text)")
            }
        }
    }
}
