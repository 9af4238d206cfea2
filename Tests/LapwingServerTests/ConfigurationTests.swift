import Bus
import Database
import HTTPAPI
import LapwingServer
import Logging
import Mail
import Monitoring
import TestKit
import Testing
import Web
import Workers

@Suite struct ConfigurationTests {
    private func configuration(
        flags: [(name: String, text: String)] = [], environment: [String: String] = [:], file: String? = nil
    ) throws -> Configuration {
        try Configuration(
            .merged(flags: flags, environment: environment, file: file.map { ("lapwing.yml", $0) }))
    }

    private func sentence(
        flags: [(name: String, text: String)] = [], environment: [String: String] = [:], file: String? = nil
    ) -> String? {
        do {
            _ = try configuration(flags: flags, environment: environment, file: file)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `nothing configured means SQLite in data, port 5000 and the development environment`() throws {
        let defaults = try configuration()
        #expect(defaults.database == .sqlite(path: "data/lapwing.db"))
        #expect(defaults.port == 5000)
        #expect(defaults.appEnvironment == .development)
        #expect(defaults.corsOrigins == ["http://localhost:3000", "http://localhost:5000"])
        #expect(defaults.logFile == "logs/backend.log")
        #expect(defaults.settings.devicePollInterval == 300)
        #expect(defaults.settings.cameraPollInterval == 600)
        #expect(defaults.settings.email.server == nil)
    }

    @Test func `a worker alone listens and logs apart from the API, unless it is told otherwise`() throws {
        #expect(try configuration().roles == .all)
        let worker = try configuration(environment: ["ROLES": "worker", "WORKER_CONCURRENCY": "64"])
        #expect(worker.roles == [.worker])
        #expect((worker.port, worker.logFile, worker.concurrency) == (5001, "logs/worker.log", 64))
        let placed = try configuration(environment: ["ROLES": " Worker ", "PORT": "9", "LOG_FILE": "w.log"])
        #expect((placed.port, placed.logFile) == (9, "w.log"))
        #expect(try configuration(environment: ["ROLES": "api, worker"]).port == 5000)
        for wrong in ["web", ",", "api;worker"] {
            #expect(sentence(environment: ["ROLES": wrong])?.contains("ROLES") == true, "\(wrong)")
        }
    }

    @Test func `what is old is kept for a year, or as many days as are configured`() throws {
        #expect(try configuration().retention.alerts == .seconds(365 * 86_400))
        let short = try configuration(environment: ["ALERT_RETENTION_DAYS": "30", "AUDIT_RETENTION_DAYS": "7"])
        #expect((short.retention.alerts, short.retention.audit) == (.seconds(30 * 86_400), .seconds(7 * 86_400)))
        #expect(sentence(environment: ["AUDIT_RETENTION_DAYS": "0"])?.contains("AUDIT_RETENTION_DAYS") == true)
    }

    @Test func `which severities are sent, and which a kind of trouble has, can be configured`() throws {
        let usual = try configuration().settings
        #expect(usual.notifiedSeverities == [.critical, .high, .medium])
        #expect(usual.notifiedManualSeverities == [.critical, .high])
        #expect(usual.severity(of: .cameraOffline) == .medium)
        let settings = try configuration(
            environment: ["NOTIFY_SEVERITIES": "High, low", "CAMERA_OFFLINE_SEVERITY": "HIGH"],
            file: "notify_manual_severities: none\nnotify_recovery: yes\ncamera_busy_limit: 60\nrecheck_attempts: 0"
        ).settings
        #expect(settings.notifiedSeverities == [.high, .low])
        #expect(settings.notifiedManualSeverities == [])
        #expect(settings.severity(of: .cameraOffline) == .high)
        #expect(settings.severity(of: .deviceOffline) == .high)
        #expect((settings.notifiesRecovery, settings.cameraBusyLimit, settings.recheckAttempts) == (true, 60, 0))
        let listed = try configuration(file: "notify_severities: [critical, medium]").settings
        #expect(listed.notifiedSeverities == [.critical, .medium])
        for (name, value) in [
            ("NOTIFY_SEVERITIES", "grave"), ("NOTIFY_MANUAL_SEVERITIES", "high;low"), ("DEVICE_SNMP_SEVERITY", "none"),
            ("CAMERA_BUSY_LIMIT", "-1"), ("RECHECK_INTERVAL", "0"), ("NOTIFY_RECOVERY", "maybe"),
        ] {
            #expect(sentence(environment: [name: value])?.contains(name) == true, "\(name)")
        }
    }

    @Test func `every setting of the API can be configured, and is shown to come from there`() {
        for name in SettingName.allCases {
            #expect(ConfigurationKey.named(name.rawValue)?.setting == name, "\(name)")
        }
    }

    @Test func `a flag wins over the environment, which wins over the file`() throws {
        let file = "port: 1\nhost: file\nlog_level: debug"
        let merged = try configuration(flags: [("PORT", "3")], environment: ["PORT": "2", "HOST": "env"], file: file)
        #expect(merged.port == 3)
        #expect(merged.host == "env")
        #expect(merged.logLevel == .debug)
    }

    @Test func `the variables of the replaced system keep their meaning`() throws {
        let old = try configuration(environment: [
            "FLASK_ENV": "production", "DATABASE_URL": "sqlite:////var/lib/lapwing.db",
            "CELERY_BROKER_URL": "redis://localhost:6379/0", "SMTP_SERVER": "mail.example", "SMTP_PORT": "2525",
            "ALERT_EMAIL_TO": "a@example.org, b@example.org", "LOG_LEVEL": "WARNING",
            "JWT_ACCESS_TOKEN_EXPIRES": "900",
        ])
        #expect(old.appEnvironment == .production)
        #expect(old.database == .sqlite(path: "/var/lib/lapwing.db"))
        #expect(old.redis?.description == "localhost:6379")
        #expect(old.settings.email.port == 2525)
        #expect(old.settings.email.recipients == ["a@example.org", "b@example.org"])
        #expect(old.logLevel == .warning)
        #expect(old.accessTokenLifetime == 900)
    }

    @Test func `the authorities to trust with Redis are a file of their own`() throws {
        let url = "rediss://:hunter2@redis.example"
        let files = [nil, "/etc/lapwing/redis-ca.pem"] as [String?]
        let read = try files.map { file in
            try configuration(environment: ["REDIS_URL": url, "REDIS_CA_FILE": file].compactMapValues { $0 }).redis
        }
        #expect(read[0] != read[1] && read[0]?.description == "redis.example:6379")
    }

    @Test func `a broker that is no Redis stops the start with a sentence that shows no password`() throws {
        #expect(try configuration(environment: ["CELERY_BROKER_URL": "memory://"]).redis == nil)
        #expect {
            try configuration(environment: ["CELERY_BROKER_URL": "amqp://guest:hunter2@rabbit//"])
        } throws: { error in
            let text = "\(error)"
            return text.hasPrefix("The environment variable CELERY_BROKER_URL must name a Redis, the only broker")
                && !text.contains("hunter2")
        }
    }

    @Test func `our own name for a setting wins over the old one`() throws {
        let both = try configuration(environment: ["APP_ENV": "development", "FLASK_ENV": "production"])
        #expect(both.appEnvironment == .development)
    }

    @Test func `messages have a link, a zone and a wait for others`() throws {
        let defaults = try configuration().settings
        #expect(defaults.publicURL == nil)
        #expect(defaults.zone == .utc)
        #expect(defaults.notifyGroupWait == 8)
        let settings = try configuration(environment: [
            "PUBLIC_URL": " https://noc.example.org/l/ ", "TIMEZONE": "europe/berlin", "NOTIFY_GROUP_WAIT": "0",
        ]).settings
        #expect(settings.publicURL?.text == "https://noc.example.org/l")
        #expect(settings.zone.name == "Europe/Berlin")
        #expect(settings.notifyGroupWait == 0)
    }

    @Test func `an empty variable counts as absent`() throws {
        #expect(try configuration(environment: ["PORT": "", "SMTP_SERVER": ""]).settings.email.server == nil)
    }

    @Test func `a list in the file may be written as a list`() throws {
        let listed = try configuration(file: "alert_email_to:\n  - a@example.org\n  - b@example.org\n")
        #expect(listed.settings.email.recipients == ["a@example.org", "b@example.org"])
    }

    @Test(
        arguments: [
            ("PORT", "70000"), ("PORT", "http"), ("APP_ENV", "staging"), ("DAILY_SUMMARY_AT", "24:00"),
            ("DAILY_SUMMARY_AT", "7:5"), ("NOTIFY_GROUP_WAIT", "61"), ("NOTIFY_GROUP_WAIT", "-1"),
            ("PUBLIC_URL", "noc.example.org"), ("PUBLIC_URL", "ftp://noc.example.org"), ("TIMEZONE", "Mars/Olympus"),
            ("DEVICE_POLL_INTERVAL", "0"), ("CAMERA_POLL_INTERVAL", "1.5"), ("SMTP_SECURITY", "ssl3"),
            ("LOG_LEVEL", "loud"), ("JWT_ACCESS_TOKEN_EXPIRES", "-1"), ("AUTO_MIGRATE", "maybe"),
            ("TRUSTED_PROXIES", "10.0.0.0/8,nginx"), ("TRUSTED_PROXIES", "10.0.0.0/33"), ("MAX_CONNECTIONS", "0"),
        ])
    func `a value that does not parse stops the start with a sentence naming its key`(name: String, text: String) {
        let said = sentence(environment: [name: text])
        #expect(said?.contains(name) == true)
        #expect(said?.contains(text) == true)
    }

    @Test(
        arguments: [
            "mysql://ada:s3cret@db/lapwing", "sqlite:///", "sqlite://", "sqlite:", "sqlite:///:memory:",
            "sqlite://a.db", "postgresql://ada:s3cret@here@db/lapwing",
            "postgresql://ada:s3cret word@db/x", "postgresql:/db",
        ])
    func `a wrong address of the database is named without what it holds`(url: String) {
        let said = sentence(environment: ["DATABASE_URL": url])
        #expect(said?.contains("DATABASE_URL") == true)
        #expect(said?.contains("s3cret") == false)
    }

    @Test(
        arguments: [
            "postgresql://ada:s3cret@db.example:5433/lapwing?sslmode=verify-full", "postgres://db.example:5433/lapwing",
            "postgresql+psycopg2://ada@db.example:5433/lapwing",
        ])
    func `PostgreSQL is addressed as SQLAlchemy and libpq do, and called by its place`(text: String) throws {
        let location = try configuration(environment: ["DATABASE_URL": text]).database
        guard case .postgresql(let url) = location else {
            Issue.record("\(text) is not taken for PostgreSQL")
            return
        }
        #expect(url.place.hasPrefix("db.example:5433/lapwing"))
        #expect(!url.place.contains("s3cret"))
        #expect(location.isShared)
    }

    @Test func `an unknown key in the file stops the start with a sentence naming it`() {
        #expect(sentence(file: "smtp_sever: mail.example")?.contains("smtp_sever") == true)
        #expect(sentence(file: "smtp_sever: mail.example")?.contains("SMTP_SERVER") == true)
    }

    @Test(arguments: ["port: [", "- port", "port: {a: 1}", "port: 1\nPORT: 2", "\u{0}"])
    func `a broken file stops the start with a sentence naming it`(file: String) {
        #expect(sentence(file: file)?.contains("lapwing.yml") == true)
    }

    @Test func `an unknown flag is named`() {
        #expect(sentence(flags: [("PROT", "1")])?.contains("PROT") == true)
    }

    @Test func `a secret that is wrong is not repeated`() {
        let said = sentence(environment: ["TLS_CERTIFICATE": "cert.pem", "SMTP_PASSWORD": "hunter2"])
        #expect(said?.contains("TLS_PRIVATE_KEY") == true)
        #expect(said?.contains("hunter2") == false)
    }

    @Test func `the log can go to the console alone`() throws {
        #expect(try configuration(environment: ["LOG_FILE": "none"]).logFile == nil)
    }

    @Test func `nobody is trusted as a proxy unless named`() throws {
        #expect(try configuration().trustedProxies == .none)
        let named = try configuration(file: "trusted_proxies: [127.0.0.1, 10.0.0.0/8]").trustedProxies
        #expect(named == TrustedProxies("127.0.0.1,10.0.0.0/8"))
    }

    @Test func `the SMTP port follows the security that is asked for`() throws {
        #expect(try configuration(environment: ["SMTP_SECURITY": "tls"]).settings.email.port == 465)
        #expect(try configuration(environment: ["SMTP_SECURITY": "none"]).settings.email.port == 25)
        #expect(try configuration().settings.email.port == 587)
    }

    @Test(arguments: [
        ("sqlite:///data/lapwing.db", "data/lapwing.db"), ("sqlite:////var/lib/lapwing.db", "/var/lib/lapwing.db"),
        ("sqlite:data/lapwing.db", "data/lapwing.db"), ("sqlite:/var/lib/lapwing.db", "/var/lib/lapwing.db"),
        ("sqlite+pysqlite:///lapwing.db", "lapwing.db"),
    ])
    func `a file is named as SQLAlchemy does, or for short`(url: String, path: String) {
        #expect(DatabaseLocation(url: url) == .sqlite(path: path))
    }

    @Test(arguments: [
        ("ALERT_EMAIL_TO", "a@example.org; b@example.org"), ("ALERT_EMAIL_TO", "ops"),
        ("ALERT_EMAIL_TO", "müller@example.org"), ("ALERT_EMAIL_FROM", "lapwing"),
        ("ALERT_EMAIL_FROM", "Lapwing <lapwing@example.org"), ("SMTP_SERVER", "mail:25"),
        ("SMTP_SERVER", "smtp://mail.example"), ("SMTP_SERVER", "mail.example, mail2.example"),
        ("SMTP_USERNAME", "user\nname"), ("SLACK_WEBHOOK_URL", "http://hooks.slack.com/services/T0/B0/x"),
        ("SLACK_WEBHOOK_URL", "hooks.slack.com/services/T0/B0/x"),
    ])
    func `a value that the API refuses stops the start with its name and the reason`(name: String, value: String) {
        let told = sentence(environment: [name: value])
        #expect(told?.hasPrefix("The environment variable \(name) has ") == true)
        #expect(told?.contains("Must ") == true)
        #expect(
            sentence(file: "\(name.lowercased()): '\(value)'")?.contains(name.lowercased()) == true
                || value.contains("\n"))
        if name == "SLACK_WEBHOOK_URL" { #expect(told?.contains("T0") == false) }
    }

    @Test func `what people write for a mail server, its sender and its recipients is kept in one form`() throws {
        let email = try configuration(environment: [
            "SMTP_SERVER": " bücher.example ", "ALERT_EMAIL_FROM": "Lapwing <lapwing@example.org>",
            "ALERT_EMAIL_TO": "a@example.org , b@bücher.example,",
        ]).settings.email
        #expect(email.server == "xn--bcher-kva.example")
        #expect(email.sender == "Lapwing <lapwing@example.org>")
        #expect(email.recipients == ["a@example.org", "b@bücher.example"])
        #expect(try email.recipients.map { try MailAddress($0).address }.last == "b@xn--bcher-kva.example")
    }

    @Test func `a webhook of this machine may go without TLS`() throws {
        for webhook in ["http://127.0.0.1:9000/x", "http://localhost/x", "http://[::1]:9000/x"] {
            #expect(try configuration(environment: ["SLACK_WEBHOOK_URL": webhook]).settings.slack.webhook != nil)
        }
    }
}
