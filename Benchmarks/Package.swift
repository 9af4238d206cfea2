// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// What measures Lapwing, by its public API. `Benchmarks/run` builds it and prints the tables.
let package = Package(
    name: "lapwing-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "lapwing", path: "..")],
    targets: [
        .executableTarget(
            name: "snmp-poller", dependencies: [.product(name: "SNMP", package: "lapwing")], swiftSettings: settings),
        .executableTarget(
            name: "icmp-pinger", dependencies: [.product(name: "ICMP", package: "lapwing")], swiftSettings: settings),
    ])
