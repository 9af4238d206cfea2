import HTTPTypes
import Monitoring
import Store

@testable import HTTPAPI

/// An API with one of everything in it, and for each operation a call that succeeds.
struct Scenario {
    static let community = "community-5ecret"
    static let secrets = [
        "auth-5ecret-key", "priv-5ecret-key", "camera-5ecret", "url-5ecret", "smtp-5ecret",
        "hook-5ecret", "Passw0rd", "pager-5ecret",
    ]

    let fixture: TestAPI
    private let device: Int64
    private let camera: Int64
    private let alert: Int64
    private let task: String
    private let user: Int64
    private let receiver: Int64
    private let route: Int64
    private let window: Int64

    init(_ client: TestClient, of fixture: TestAPI) async throws {
        self.fixture = fixture
        let token = try await fixture.tokens(of: .admin).access
        device = try await client.addDevice("core-1", at: "10.0.0.1", Self.device, token: token)
        camera = try await client.addCamera("gate", at: "10.0.0.1", #""password": "camera-5ecret""#, token: token)
        _ = try await client.put(
            "/api/cameras/\(camera)", token: token, #"{"rtsp_url": "rtsp://admin:url-5ecret@10.0.0.1/live"}"#)
        alert = try await client.addAlert(.critical, token: token)
        task = try await client.post("/api/devices/\(device)/poll", token: token).text("task_id")
        _ = try await client.put(
            "/api/settings", token: token,
            #"{"smtp_password": "smtp-5ecret", "slack_webhook_url": "https://hooks.example.com/hook-5ecret"}"#)
        user = try await client.post("/api/auth/users", token: token, Self.user("carol")).id()
        receiver = try await client.post("/api/receivers", token: token, Self.receiver("Pager")).id()
        route = try await client.post("/api/routes", token: token, Self.route("Night")).id()
        window = try await client.post("/api/maintenance", token: token, Self.window("Patch night")).id()
    }

    private static let device = #"""
        "snmp_community": "community-5ecret", "snmp_version": "3", "poll_interval": 60, "tags": ["eu"],
        "meta": {"rack": 4}, "snmp_v3": {"username": "monitor", "auth_protocol": "SHA256",
        "auth_password": "auth-5ecret-key", "priv_protocol": "AES", "priv_password": "priv-5ecret-key"}
        """#

    private static func receiver(_ name: String) -> String {
        #"""
        {"kind": "webhook", "name": "\#(name)", \#
        "fields": {"url": "https://pager.example.com/", "secret": "pager-5ecret", "headers": ["A: b"], "retries": 2}}
        """#
    }

    private static func route(_ name: String) -> String {
        #"""
        {"name": "\#(name)", "match": {"severities": ["low"], "name": "core-*"}, "receivers": [1], "group_wait": 0, \#
        "hours": {"days": ["sat", "sun"], "from": "22:00", "to": "06:00"}}
        """#
    }

    private static func window(_ name: String) -> String {
        #"{"name": "\#(name)", "ends_at": "2099-01-01T00:00:00Z", "match": {"tags": ["eu"]}, "comment": "New switches"}"#
    }

    private static func user(_ name: String) -> String {
        #"{"username": "\#(name)", "email": "\#(name)@example.com", "password": "Passw0rd"}"#
    }

    /// The bodies of the calls that need one.
    private static let bodies = [
        "postAuthLogin": #"{"username": "viewer", "password": "Passw0rd"}"#,
        "putAuthProfile": #"{"email": "other@example.com"}"#,
        "postAuthUsers": user("dave"),
        "putAuthUsersById": #"{"email": "carol@example.org"}"#,
        "postDevices": #"{"name": "core-2", "ip_address": "10.0.0.2"}"#,
        "postDevicesBatch": #"[{"name": "core-3", "ip_address": "10.0.0.3"}, {"name": "core-3"}]"#,
        "putDevicesById": #"{"name": "core-1b"}"#,
        "postCameras": #"{"name": "yard", "ip_address": "10.0.0.2", "rtsp_url": "rtsp://10.0.0.2/"}"#,
        "postCamerasBatch":
            #"[{"name": "roof", "ip_address": "10.0.0.3", "rtsp_url": "rtsp://10.0.0.3/"}, {"name": "roof"}]"#,
        "putCamerasById": #"{"name": "gate-b"}"#,
        "postAlerts": #"{"message": "Smoke"}"#,
        "postReceivers": receiver("Duty"),
        "putReceiversById": #"{"enabled": false}"#,
        "postRoutes": route("Day"),
        "putRoutesById": #"{"position": 1}"#,
        "postMaintenance": window("Another night"),
        "putMaintenanceById": #"{"comment": null}"#,
        "postMaintenancePreview": #"{"match": {"kinds": ["device"]}}"#,
        "putSettings": #"{"recheck_attempts": 3}"#,
    ]

    func path(of operation: Operation) -> String {
        let ids = [
            "devices": device, "cameras": camera, "alerts": alert, "auth": user, "receivers": receiver, "routes": route,
            "maintenance": window,
        ]
        return operation.path.replacing("{task_id}", with: task)
            .replacing("{id}", with: String(ids[operation.subject] ?? 0))
    }

    func body(of operation: Operation) -> String? { Self.bodies[operation.identifier] }

    /// A token of its own that `operation` takes.
    func token(for operation: Operation, of role: Role = .admin) async throws -> String? {
        switch operation.access {
        case .open: nil
        case .refreshToken: try await fixture.tokens(of: role).refresh
        case .anyToken, .role: try await fixture.tokens(of: role).access
        }
    }

    /// In an order in which each finds what it needs.
    var operations: [Operation] {
        let last = fixture.api.operations.filter { $0.method == .delete || $0.identifier == "postAlertsAcknowledgeAll" }
        return fixture.api.operations.filter { operation in
            !last.contains { $0.identifier == operation.identifier }
        } + last
    }
}
