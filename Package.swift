// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A target of ours: Swift 6, strict, warnings are errors.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(
    of name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
        resources: resources, swiftSettings: strict)
}

/// Texts that tests compare with; they read them where they stand.
let goldenAnswers = [
    "alerts", "auth", "cameras", "description", "devices", "health", "maintenance", "receivers", "routes", "settings",
    "tasks",
].map { "GoldenAnswers/\($0).txt" }

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
    static let deque = product(name: "DequeModule", package: "swift-collections")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let grdbSQLite = product(name: "GRDBSQLite", package: "GRDB.swift")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let hummingbirdTLS = product(name: "HummingbirdTLS", package: "hummingbird")
    static let hummingbirdTesting = product(name: "HummingbirdTesting", package: "hummingbird")
    static let jwtKit = product(name: "JWTKit", package: "jwt-kit")
    static let logging = product(name: "Logging", package: "swift-log")
    static let nioConcurrency = product(name: "NIOConcurrencyHelpers", package: "swift-nio")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let nioTLS = product(name: "NIOTLS", package: "swift-nio")
    static let serviceLifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let yams = product(name: "Yams", package: "Yams")
}

let package = Package(
    name: "lapwing",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "lapwing", targets: ["lapwing"]),
        .library(name: "ICMP", targets: ["ICMP"]),
        .library(name: "SNMP", targets: ["SNMP"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .executableTarget(
            name: "lapwing",
            dependencies: [
                "ICMP", "LapwingServer", "Monitoring", "Probes", "RTSP", "SNMP", "Simulators", "Sockets",
                .argumentParser,
                .logging, .nioPosix,
            ],
            swiftSettings: strict),

        module(
            "LapwingServer",
            [
                "Bus", "CMemory", "Dashboard", "Database", "Encodings", "HTTPAPI", "ICMP", "Monitoring", "Notifiers",
                "Probes",
                "RTSP", "SNMP", "Store", "Telemetry", "Web", "Workers", .asyncHTTPClient, .crypto, .hummingbird,
                .hummingbirdCore,
                .hummingbirdTLS,
                .logging,
                .nioConcurrency, .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .serviceLifecycle, .unixSignals, .yams,
            ]),
        module(
            "Workers",
            [
                "Alerting", "Bus", "Database", "Monitoring", "Notifiers", "Store", "Telemetry", .logging,
                .nioConcurrency, .serviceLifecycle,
            ]),
        module(
            "HTTPAPI",
            [
                "Alerting", "Bus", "Database", "Encodings", "Monitoring", "RTSP", "Sockets", "Store", "Telemetry",
                "Web", .crypto,
                .cryptoExtras, .httpTypes, .hummingbird, .jwtKit, .logging, .nioConcurrency, .nioCore,
            ]),
        module(
            "Web",
            [
                "Monitoring", "Sockets", "Telemetry", .httpTypes, .hummingbird, .hummingbirdCore,
                .logging,
                .nioConcurrency, .nioCore, .nioHTTP1, .serviceLifecycle,
            ]),
        module("Dashboard", [.httpTypes, .hummingbird, .nioCore], resources: [.embedInCode("Pages")]),
        module("Probes", ["ICMP", "Monitoring", "RTSP", "SNMP", "Sockets", .logging, .nioCore]),
        module(
            "Notifiers",
            [
                "Mail", "Monitoring", "Sockets", .asyncHTTPClient, .crypto, .logging, .nioCore, .nioHTTP1, .nioPosix,
                .nioSSL,
            ]),
        module("Mail", ["CCurl", "Sockets"]),
        module(
            "Bus",
            [
                "Encodings", "Monitoring", .crypto, .deque, .logging, .nioConcurrency, .nioCore, .nioPosix, .nioSSL,
                .nioTLS,
            ]),
        module("Store", ["Database", "Encodings", "Monitoring", .crypto, .logging]),
        module("Alerting", ["Monitoring"]),
        module("Monitoring"),
        module("Sockets", [.deque]),
        module("Encodings"),
        module("TimeSeries"),
        module("Telemetry", [.nioConcurrency]),
        module("Database", ["CPostgreSQL", .grdb, .grdbSQLite, .logging, .nioConcurrency, .nioPosix]),
        module("SNMP", ["CSNMP", "CUSM", "Encodings", "Sockets", .deque, .nioConcurrency]),
        module("ICMP", ["CICMP", "Sockets", .deque, .nioConcurrency]),
        module("RTSP", ["Encodings", "Sockets", .crypto, .nioCore, .nioPosix, .nioSSL]),
        module(
            "Simulators",
            ["CSimulators", "Encodings", "SNMP", "Sockets", .crypto, .nioConcurrency, .nioCore, .nioPosix]),

        .systemLibrary(name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CCurl", dependencies: ["CLibcurl"]),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CUSM", dependencies: ["COpenSSL"]),
        .target(name: "CSNMP"),
        .target(name: "CICMP"),
        .target(name: "CSimulators"),
        .target(name: "CMemory"),

        .target(
            name: "TestKit", dependencies: ["Alerting", "Monitoring"], path: "Tests/TestKit", swiftSettings: strict),
        .target(name: "TestServers", path: "Tests/TestServers", swiftSettings: strict),
        tests(of: "Monitoring", []),
        tests(of: "Sockets", [.nioConcurrency]),
        tests(of: "Encodings", ["TestKit"]),
        tests(of: "Alerting", ["Monitoring", "TestKit"]),
        tests(of: "TimeSeries", []),
        tests(of: "Telemetry", []),
        tests(of: "Database", [.logging, .nioConcurrency]),
        tests(
            of: "Store", ["Alerting", "Database", "Monitoring", "TestKit", .logging], exclude: ["Archive/Development"]),
        tests(of: "Bus", ["Monitoring", "TestKit", .logging, .nioConcurrency, .nioCore, .nioEmbedded, .nioPosix]),
        .executableTarget(
            name: "HangingProgram",
            dependencies: ["LapwingServer", "Workers", .logging, .nioCore, .nioPosix, .serviceLifecycle],
            path: "Tests/HangingProgram", swiftSettings: strict),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .executableTarget(
            name: "HotPaths", dependencies: ["Alerting", "Monitoring", "SNMP", "Simulators", "TimeSeries"],
            path: "Tests/HotPaths", swiftSettings: strict),
        tests(of: "SNMP", ["CAllocations", "CUSM", "Simulators", "Sockets", "TestKit", .nioConcurrency]),
        tests(of: "Simulators", ["SNMP", "TestKit"]),
        tests(of: "ICMP", ["CAllocations", "Simulators", "TestKit", .nioConcurrency]),
        tests(of: "RTSP", ["Encodings", "Simulators", "TestKit", .crypto, .nioCore, .nioPosix]),
        tests(of: "Mail", ["TestKit", "TestServers"]),
        tests(
            of: "Notifiers",
            [
                "Mail", "Monitoring", "Sockets", "TestServers", .asyncHTTPClient, .logging, .nioCore, .nioPosix,
                .nioHTTP1, .nioSSL,
            ]),
        tests(
            of: "Probes",
            [
                "ICMP", "Monitoring", "RTSP", "SNMP", "Simulators", "Sockets", "TestKit", .logging,
                .nioCore,
                .nioPosix,
            ]),
        tests(
            of: "HTTPAPI",
            [
                "Alerting", "Bus", "Database", "Encodings", "Monitoring", "RTSP", "Sockets", "Store", "Telemetry",
                "TestKit", "Web",
                .crypto, .httpTypes, .hummingbird, .hummingbirdTesting,
                .jwtKit,
                .logging, .nioConcurrency, .nioCore, .nioEmbedded, .nioHTTP1, .nioPosix,
            ],
            exclude: goldenAnswers),
        tests(of: "Dashboard", [.httpTypes, .hummingbird, .hummingbirdTesting]),
        tests(
            of: "LapwingServer",
            [
                "Alerting", "Bus", "Database", "HTTPAPI", "Mail", "Monitoring", "Notifiers", "Probes",
                "Store", "Telemetry", "TestKit", "TestServers", "Web", "Workers",
                .asyncHTTPClient, .logging, .nioConcurrency, .nioCore, .nioPosix, .serviceLifecycle,
            ]),
        .testTarget(
            name: "AcceptanceTests",
            dependencies: [
                "HangingProgram", "Monitoring", "SNMP", "Simulators", "TestKit", "TestServers", .asyncHTTPClient,
                .nioCore,
                .nioHTTP1, .nioPosix, .nioSSL,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RepositoryTests", dependencies: ["HTTPAPI", "LapwingServer", "Telemetry", "Web", "Workers", .yams],
            swiftSettings: strict),
    ]
)

// `TESTED=ICMP,Sockets` leaves what the tests of these targets need alone: little enough to be built once more, with a
// sanitizer.
if let tested = Context.environment["TESTED"] {
    var kept = Set(tested.split(separator: ",").map { "\($0)Tests" })
    func needed(_ dependency: Target.Dependency) -> String? {
        switch dependency {
        case .byNameItem(let name, _), .targetItem(let name, _): name
        default: nil
        }
    }
    var count = 0
    while count != kept.count {
        count = kept.count
        for target in package.targets where kept.contains(target.name) {
            kept.formUnion(target.dependencies.compactMap(needed))
        }
    }
    package.targets.removeAll { !kept.contains($0.name) }
    package.products = []
}
