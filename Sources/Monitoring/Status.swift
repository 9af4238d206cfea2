/// What is known of a device or a camera as clients see it.
package enum Status: String, Sendable, Codable, CaseIterable {
    case online, offline, unknown
}

/// How many of a kind are in each status.
package struct StatusCounts: Sendable, Equatable {
    package var online = 0
    package var offline = 0
    package var unknown = 0

    package var total: Int { online + offline + unknown }

    package init(online: Int = 0, offline: Int = 0, unknown: Int = 0) {
        self.online = online
        self.offline = offline
        self.unknown = unknown
    }
}
