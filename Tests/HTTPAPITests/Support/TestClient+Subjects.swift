import Monitoring

@testable import HTTPAPI
@testable import Web

extension TestClient {
    /// - Returns: its id.
    func addDevice(
        _ name: String = "core-1", at address: String = "10.0.0.1", _ more: String = "", token: String
    ) async throws -> Int64 {
        let answer = try await post(
            "/api/devices", token: token,
            #"{"name": "\#(name)", "ip_address": "\#(address)"\#(more.isEmpty ? "" : ", " + more)}"#)
        return try answer.id()
    }

    /// - Returns: its id.
    func addCamera(
        _ name: String = "gate", at address: String = "10.0.1.1", _ more: String = "", token: String
    ) async throws -> Int64 {
        let answer = try await post(
            "/api/cameras", token: token,
            #"""
            {"name": "\#(name)", "ip_address": "\#(address)", "rtsp_url": "rtsp://\#(address)/live"
            \#(more.isEmpty ? "" : ", " + more)}
            """#)
        return try answer.id()
    }

    /// - Returns: its id.
    func addAlert(_ severity: Severity = .info, _ message: String = "Smoke", token: String) async throws -> Int64 {
        let answer = try await post(
            "/api/alerts", token: token, #"{"severity": "\#(severity.rawValue)", "message": "\#(message)"}"#)
        return try answer.id()
    }
}

extension Answer {
    func id() throws -> Int64 {
        guard case .integer(let id) = self["id"] else { throw NoSuchField(description: "no id in \(status) \(text)") }
        return id
    }

    /// What is said of one field.
    func error(_ field: String) -> String? {
        if case .string(let sentence) = self["errors"]?[field] { sentence } else { nil }
    }

    /// Of an array of objects, one field each.
    func column(_ field: String) -> [JSONValue] {
        (json?.elements ?? []).map { $0[field] ?? .null }
    }
}

extension JSONValue {
    var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}
