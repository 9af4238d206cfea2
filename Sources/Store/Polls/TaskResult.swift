internal import Foundation
internal import Monitoring

/// What a poll that somebody asked for found, as clients get it.
struct TaskResult: Encodable {
    private let poll: Poll

    private struct Poll {
        let subject: AlertSubject
        let status: Status
        let hasChanged: Bool
        let lastSeen: Timestamp?
        let latency: Double?
        let error: String?
    }

    /// - Parameter before: the status as it was when the poll was asked for.
    init(_ result: PollResult, before: Status?) {
        let verdict = result.verdict
        poll = Poll(
            subject: result.subject, status: verdict.status,
            hasChanged: verdict.status != before ?? result.known.status,
            lastSeen: verdict.lastSeen ?? result.known.lastSeen, latency: verdict.latency, error: verdict.lastError)
    }

    func json() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }

    private enum Key: String, CodingKey {
        case deviceID = "device_id", deviceName = "device_name", cameraID = "camera_id", cameraName = "camera_name",
            address = "ip_address", status, hasChanged = "status_changed", lastSeen = "last_seen",
            latency = "latency_ms", error
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch poll.subject.kind {
        case .device:
            try container.encode(poll.subject.id, forKey: .deviceID)
            try container.encode(poll.subject.name, forKey: .deviceName)
            try container.encode(poll.lastSeen?.description, forKey: .lastSeen)
        case .camera:
            try container.encode(poll.subject.id, forKey: .cameraID)
            try container.encode(poll.subject.name, forKey: .cameraName)
        }
        try container.encode(poll.subject.address, forKey: .address)
        try container.encode(poll.status, forKey: .status)
        try container.encode(poll.hasChanged, forKey: .hasChanged)
        try container.encode(poll.latency, forKey: .latency)
        try container.encode(poll.error, forKey: .error)
    }
}
