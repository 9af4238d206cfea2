internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Monitoring
internal import Store
internal import Web

/// Whether Lapwing is well.
struct HealthOperations: Sendable {
    let source: HealthSource

    var list: [Operation] {
        [
            Operation(
                .get, "/health", "Whether the process is up",
                answers: [
                    OperationAnswer(
                        .ok,
                        .object([
                            .required("status", .string(oneOf: ["healthy"])), .required("timestamp", .timestamp),
                            .required("version", .text),
                        ]), "It is")
                ], access: .open(liveness)),
            Operation(
                .get, "/api/health", "Whether each part works",
                answers: [
                    OperationAnswer(.ok, Self.report, "All parts work"),
                    OperationAnswer(.serviceUnavailable, Self.report, "A part does not; it says why"),
                ], access: .open(health)),
        ]
    }

    private static let report = Schema.object([
        .required("status", .string(oneOf: ["healthy", "unhealthy"])), .required("database", .text),
        .optional("broker", .text), .optional("scheduler", .text), .optional("workers", .text),
        .optional("starts", .text),
        .required("timestamp", .timestamp), .required("version", .text), .optional("degraded", .array(.text)),
        .optional("msg", .text),
    ])

    private func liveness(_ call: Call) async throws -> Response {
        .json { writer in
            writer.object { writer in
                writer.field("status", "healthy")
                writer.field("timestamp", Timestamp.now)
                writer.field("version", source.version)
            }
        }
    }

    private func health(_ call: Call) async throws -> Response {
        async let others = source.parts()
        let answers = await database(call)
        let reported = await others
        let database = answers.isHealthy ? reported.first { $0.name == HealthPart.database } ?? answers : answers
        let parts = [database] + reported.filter { $0.name != HealthPart.database }
        // What cannot read or write cannot work either: blame the cause.
        let failing = database.isHealthy ? parts.filter { !$0.isHealthy } : [database]
        let degraded = parts.filter(\.isDegraded)
        return .json(failing.isEmpty ? .ok : .serviceUnavailable) { writer in
            writer.object { writer in
                writer.field("status", failing.isEmpty ? "healthy" : "unhealthy")
                for part in parts { writer.field(named: part.name) { $0.string(part.state) } }
                writer.field("timestamp", Timestamp.now)
                writer.field("version", source.version)
                if !degraded.isEmpty { writer.field("degraded", degraded.map(\.name)) }
                if !failing.isEmpty {
                    writer.field("msg", "Not working: " + failing.map(\.name).joined(separator: ", "))
                }
            }
        }
    }

    private static let patience = Duration.seconds(5)

    private func database(_ call: Call) async -> HealthPart {
        let store = source.store
        let failure = await outcome(within: Self.patience) { () -> String? in
            do {
                try await store.ping()
                return nil
            } catch {
                return "\(error)"
            }
        }
        guard let reason = failure ?? "It did not answer within \(Self.patience)" else {
            return HealthPart(name: HealthPart.database, state: "connected", isHealthy: true)
        }
        call.logger.error("The database does not answer", metadata: ["error": .string(reason)])
        return HealthPart(name: HealthPart.database, state: "unavailable", isHealthy: false)
    }
}
