import HTTPTypes
import Monitoring

@testable import HTTPAPI

extension GoldenSession {
    /// What follows from the rules for all of the API, at every operation of the list.
    func playRefusals() async throws {
        for subject in Transcript.Subject.allCases { chapter(subject, "What the rules for all refuse") }
        let other = try await fixture.tokens(of: .admin)
        let refresh = Caller.bearer(other.refresh, "admin's refresh token")
        for operation in fixture.api.operations {
            try await refuseCallers(of: operation, refresh)
            if operation.body != nil { try await refuseBodies(of: operation) }
            try await refusePaths(of: operation)
        }
        try await refuseMethods()
    }

    private func refuseCallers(of operation: Operation, _ refresh: Caller) async throws {
        let (method, path) = (operation.method, operation.path.replacing(#/\{[^}]*\}/#, with: "1"))
        switch operation.access {
        case .open:
            if operation.refusals == [.unauthorized] { try await call(method, path, as: .nobody) }
        case .refreshToken:
            try await call(method, path, as: .nobody)
            try await call(method, path, as: .admin)
        case .anyToken:
            try await call(method, path, as: .nobody)
        case .role(let role, _):
            try await call(method, path, as: .nobody)
            try await call(method, path, as: refresh)
            // Who may call it is told of the parameter, and who may not is not.
            for caller in Caller.roles { try await call(method, path + "?colour=red", as: caller) }
            if role > .viewer { try await call(method, path, as: .viewer) }
        }
    }

    private func refuseBodies(of operation: Operation) async throws {
        let (method, path) = (operation.method, operation.path.replacing("{id}", with: "1"))
        let caller: Caller = if case .open = operation.access { .nobody } else { .admin }
        for text in ["{", "[]", #"{"a": 1, "a": 2}"#] where !(operation.isBodyOptional && text.contains("a")) {
            try await call(method, path, as: caller, text)
        }
        if !operation.isBodyOptional { try await call(method, path, as: caller) }
        try await call(method, path, as: caller, "{}", headers: [.contentType: "text/plain"])
        let limit = fixture.api.bodyLimit(operation)
        try await call(
            method, path, as: caller, String(repeating: " ", count: limit + 1), shownAs: "\(limit + 1) blanks")
    }

    private func refusePaths(of operation: Operation) async throws {
        guard operation.path.contains("{") else { return }
        for id in ["4711", "0", "x"] {
            let path = operation.path.replacing(#/\{[^}]*\}/#, with: id)
            try await call(
                operation.method, path, as: .admin, operation.isBodyOptional ? nil : operation.body.map { _ in "{}" })
        }
    }

    private func refuseMethods() async throws {
        var known: Set<String> = []
        for operation in fixture.api.operations where known.insert(operation.path).inserted {
            let path = operation.path.replacing(#/\{[^}]*\}/#, with: "1")
            try await call(.patch, path, as: .admin)
            try await call(.options, path, as: .nobody)
        }
    }

    // MARK: The end

    func playDeletions() async throws {
        chapter(.devices, "What is there already")
        try await call(.post, "/api/devices", #"{"name": "x", "ip_address": "010.0.0.1"}"#)
        try await call(.post, "/api/devices", #"{"name": "x", "ip_address": "10.0.0.1"}"#)
        try await call(.post, "/api/devices", #"{"name": "x", "ip_address": "2001:db8::1", "snmp_port": 1161}"#)
        try await call(.put, "/api/devices/1", #"{"ip_address": "PRINTER.example"}"#)
        chapter(.cameras, "What is there already")
        try await call(
            .post, "/api/cameras", #"{"name": "x", "ip_address": "10.0.1.1", "rtsp_url": "rtsp://10.0.1.1:554/live"}"#)

        for (subject, path) in [
            (Transcript.Subject.devices, "/api/devices/1"), (.cameras, "/api/cameras/1"), (.alerts, "/api/alerts/1"),
            (.auth, "/api/auth/users/4"),
        ] {
            chapter(subject, "Deleted")
            try await call(.delete, path, as: .admin)
            try await call(.delete, path, as: .admin)
            try await call(.get, path, as: .admin)
        }
        chapter(.alerts, "Of what was deleted, the alerts stay")
        try await get("/api/alerts")
        try await get("/api/devices/2")
        chapter(.tasks, "Of a device that is deleted meanwhile")
        let task = try await call(.post, "/api/devices/2/poll").text("task_id")
        try await call(.delete, "/api/devices/2", as: .admin)
        try await get("/api/tasks/\(task)")
    }
}
