package import Bus
internal import HTTPAPI
package import Logging
package import Monitoring
package import Web
package import Workers

/// How this Lapwing runs, parsed and checked.
package struct Configuration: Sendable {
    package enum AppEnvironment: String, Sendable, CaseIterable {
        case development, production
    }

    package var appEnvironment = AppEnvironment.development
    package var roles = Set<ProcessRole>.all
    /// Devices and cameras that are asked at once, of each.
    package var concurrency = DispatchLimits.polls.inFlight
    package var host = "0.0.0.0"
    package var port = 5000
    package var dataDirectory = "data"
    package var database: DatabaseLocation
    /// Connections of this process to a database server, at most.
    package var databaseConnections = 8
    package var migratesAtStart = true
    /// `nil` for the bus inside this process.
    package var redis: RedisAddress?
    /// `nil` to generate one and keep it in the data directory.
    package var secretKey: Secret?
    package var jwtSecretKey: Secret?
    /// Seconds.
    package var accessTokenLifetime = 3600
    package var refreshTokenLifetime = 30 * 86_400
    package var adminPassword: Secret?
    package var corsOrigins = ["http://localhost:3000", "http://localhost:5000"]
    package var tls: TLSFiles?
    package var trustedProxies = TrustedProxies.none
    package var maxConnections = 10_000
    package var notifyAllowsPrivate = false
    package var retention = Retention.Periods(alerts: .days(365), audit: .days(365))
    /// What a reader of `/metrics` must present; `nil` to let everyone read.
    package var metricsToken: Secret?
    /// A process that makes no progress for as long restarts itself; `nil` for never.
    package var watchdogLimit: Duration? = .seconds(60)
    package var logLevel = Logger.Level.info
    /// `nil` for the console alone.
    package var logFile: String? = "logs/backend.log"
    /// What an admin may change later through the API.
    package var settings = Settings()
    /// The keys that were configured and not left at their defaults.
    package var configuredKeys: Set<ConfigurationKey> = []

    /// PEM files of the server's own certificate chain and key.
    package struct TLSFiles: Sendable, Equatable {
        package var certificate: String
        package var privateKey: String
    }

    package init(_ values: ConfigurationValues) throws {
        func parsed<Value>(_ key: ConfigurationKey, _ expected: String, _ parse: (String) -> Value?) throws -> Value? {
            guard let written = values[key] else { return nil }
            guard let value = parse(written.text) else { throw ConfigurationError.invalid(written, expected: expected) }
            return value
        }
        func number(_ key: ConfigurationKey, in range: ClosedRange<Int>) throws -> Int? {
            try parsed(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
                Int(text).flatMap { range.contains($0) ? $0 : nil }
            }
        }
        func choice<Value: RawRepresentable & CaseIterable>(_ key: ConfigurationKey, _ type: Value.Type) throws
            -> Value?
        where Value.RawValue == String {
            let names = Value.allCases.map { "“\($0.rawValue)”" }.joined(separator: " or ")
            return try parsed(key, names) { Value(rawValue: $0.lowercased()) }
        }
        func severities(_ key: ConfigurationKey) throws -> Set<Severity>? {
            try parsed(key, "none, or some of \(Severity.words) with commas between") { Set(written: $0) }
        }
        func flag(_ key: ConfigurationKey) throws -> Bool? {
            try parsed(key, "true or false") { Bool(written: $0) }
        }
        func text(_ key: ConfigurationKey) -> String? { values[key]?.text }
        func checked(_ key: ConfigurationKey, _ parse: (String) throws(InvalidValue) -> String) throws -> String? {
            guard let written = values[key] else { return nil }
            do { return try parse(written.text) } catch { throw ConfigurationError.invalid(written, error) }
        }
        func secret(_ key: ConfigurationKey) -> Secret? { text(key).map { Secret($0) } }

        configuredKeys = Set(ConfigurationKey.allCases.filter { values[$0] != nil })
        appEnvironment = try choice(.appEnvironment, AppEnvironment.self) ?? .development
        roles = try parsed(.roles, "one or both of api and worker, with a comma between") { Set(list: $0) } ?? roles
        concurrency = try number(.concurrency, in: 1...100_000) ?? concurrency
        if roles == [.worker] { (port, logFile) = (WorkerPort.first, "logs/worker.log") }
        host = text(.host) ?? host
        port = try number(.port, in: 0...65_535) ?? port
        dataDirectory = text(.dataDirectory) ?? dataDirectory
        database = .sqlite(path: "\(dataDirectory)/lapwing.db")
        database = try parsed(.databaseURL, DatabaseLocation.expectation) { DatabaseLocation(url: $0) } ?? database
        databaseConnections = try number(.databasePoolSize, in: 2...200) ?? databaseConnections
        migratesAtStart = try flag(.autoMigrate) ?? migratesAtStart
        redis = try values[.redisURL].flatMap { try Self.redis($0, authorities: text(.redisAuthorityFile)) }
        secretKey = secret(.secretKey)
        jwtSecretKey = secret(.jwtSecretKey)
        accessTokenLifetime = try number(.accessTokenLifetime, in: 30...31_536_000) ?? accessTokenLifetime
        refreshTokenLifetime = try number(.refreshTokenLifetime, in: 60...315_360_000) ?? refreshTokenLifetime
        adminPassword = secret(.adminPassword)
        corsOrigins = try parsed(.corsOrigins, "a comma-separated list of origins", Self.list) ?? corsOrigins
        tls = try Self.tls(certificate: values[.tlsCertificate], privateKey: values[.tlsPrivateKey])
        trustedProxies = try parsed(.trustedProxies, Self.proxyExpectation) { TrustedProxies($0) } ?? trustedProxies
        maxConnections = try number(.maxConnections, in: 1...1_000_000) ?? maxConnections
        notifyAllowsPrivate = try flag(.notifyAllowPrivate) ?? notifyAllowsPrivate
        retention.alerts = try number(.alertRetention, in: 1...36_500).map(Duration.days) ?? retention.alerts
        retention.audit = try number(.auditRetention, in: 1...36_500).map(Duration.days) ?? retention.audit
        metricsToken = secret(.metricsToken)
        if let seconds = try parsed(.watchdogAfter, "0, or seconds from 10 to 3600", Self.watchdogSeconds) {
            watchdogLimit = seconds == 0 ? nil : .seconds(seconds)
        }
        if try flag(.debug) ?? false { logLevel = .debug }
        logLevel = try parsed(.logLevel, Self.levelExpectation, Self.level) ?? logLevel
        logFile = text(.logFile) ?? logFile
        if logFile?.lowercased() == "none" { logFile = nil }

        settings.devicePollInterval = try number(.devicePollInterval, in: 5...86_400) ?? settings.devicePollInterval
        settings.cameraPollInterval = try number(.cameraPollInterval, in: 5...86_400) ?? settings.cameraPollInterval
        settings.recheckAttempts = try number(.recheckAttempts, in: 0...10) ?? settings.recheckAttempts
        settings.recheckInterval = try number(.recheckInterval, in: 1...300) ?? settings.recheckInterval
        settings.cameraBusyLimit = try number(.cameraBusyLimit, in: 0...86_400) ?? settings.cameraBusyLimit
        settings.notifiesRecovery = try flag(.notifyRecovery) ?? settings.notifiesRecovery
        settings.notifiedSeverities = try severities(.notifySeverities) ?? settings.notifiedSeverities
        settings.notifiedManualSeverities =
            try severities(.notifyManualSeverities) ?? settings.notifiedManualSeverities
        for rule in AlertRule.troubles {
            guard let key = rule.severitySetting.flatMap({ ConfigurationKey.named($0.rawValue) }) else { continue }
            settings.severities[rule] = try choice(key, Severity.self)
        }
        settings.cameraVisitsPerHost = try number(.cameraVisitsPerHost, in: 1...64) ?? settings.cameraVisitsPerHost
        settings.dailySummaryAt =
            try parsed(.dailySummaryAt, "a time of day such as 00:00", Settings.minuteOfDay)
            ?? settings.dailySummaryAt
        settings.notifyGroupWait = try number(.notifyGroupWait, in: SettingRules.groupWait) ?? settings.notifyGroupWait
        settings.publicURL = try checked(.publicURL, SettingRules.publicURL).flatMap { PublicURL($0) }
        settings.zone = try checked(.timeZone, SettingRules.timeZone).flatMap { Zone($0) } ?? settings.zone
        settings.email.server = try checked(.smtpServer, SettingRules.mailServer)
        settings.email.security = try choice(.smtpSecurity, EmailSettings.Security.self) ?? settings.email.security
        settings.email.port = try number(.smtpPort, in: 1...65_535) ?? settings.email.security.standardPort
        settings.email.username = try checked(.smtpUsername, SettingRules.username)
        settings.email.password = try checked(.smtpPassword, SettingRules.password).map { Secret($0) }
        settings.email.heloName = try checked(.smtpHeloName, SettingRules.heloName)
        settings.email.authorityFile = text(.smtpAuthorityFile)
        settings.email.sender = try checked(.alertEmailFrom, SettingRules.sender)
        settings.email.recipients = Mailbox.list(try checked(.alertEmailTo, SettingRules.recipients) ?? "")
        settings.slack.webhook = try checked(.slackWebhookURL, SettingRules.webhook).map { Secret($0) }
    }

    private static func redis(_ written: ConfiguredValue, authorities: String?) throws -> RedisAddress? {
        do {
            return try RedisAddress.parse(Secret(written.text), authorities: authorities)
        } catch {
            throw ConfigurationError("\(written.origin) \(error)")
        }
    }

    private static func tls(certificate: ConfiguredValue?, privateKey: ConfiguredValue?) throws -> TLSFiles? {
        switch (certificate, privateKey) {
        case (nil, nil): return nil
        case (let certificate?, let privateKey?):
            return TLSFiles(certificate: certificate.text, privateKey: privateKey.text)
        case (let one?, nil), (nil, let one?):
            throw ConfigurationError("\(one.origin) is set alone: TLS_CERTIFICATE and TLS_PRIVATE_KEY go together.")
        }
    }

    /// What is busy for a moment does not hang.
    private static func watchdogSeconds(_ text: String) -> Int? {
        Int(text).flatMap { $0 == 0 || (10...3600).contains($0) ? $0 : nil }
    }

    private static func list(_ text: String) -> [String]? {
        text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    }

    private static let proxyExpectation =
        "a comma-separated list of addresses and networks, such as 127.0.0.1, 10.0.0.0/8 or fd00::/8"

    private static let levelExpectation = "one of trace, debug, info, notice, warning, error, critical"

    /// Python's names are accepted, since the environment may be an older one.
    private static func level(_ text: String) -> Logger.Level? {
        text.lowercased() == "warn" ? .warning : Logger.Level(rawValue: text.lowercased())
    }
}

extension Duration {
    fileprivate static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}

extension EmailSettings.Security {
    /// RFC 6409 §3.1 for submission, RFC 8314 §7.3 for implicit TLS.
    package var standardPort: Int {
        switch self {
        case .starttls: 587
        case .tls: 465
        case .none: 25
        }
    }
}

extension Bool {
    fileprivate init?(written text: String) {
        switch text.lowercased() {
        case "1", "true", "yes", "on": self = true
        case "0", "false", "no", "off": self = false
        default: return nil
        }
    }
}

extension Substring {
    /// Without the spaces around it.
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
