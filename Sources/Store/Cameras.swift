package import Monitoring

package struct CameraFilter: Sendable, Equatable, Hashable {
    package var status: Status?
    package var tag: String?
    package var location: String?
    package var text: String?
    package var sort: CameraSort = .id
    package var isDescending = false
    package var page: Int?
    package var perPage: Int?
    package init() {}
}

package enum CameraSort: String, Sendable, CaseIterable {
    case id, name, ipAddress = "ip_address", status, location, lastSeen = "last_seen", createdAt = "created_at"
}

extension Store {
    package func cameras(_ filter: CameraFilter) async throws -> (cameras: [Camera], total: Int) { fatalError("frame") }
    package func camera(_ id: ID<Camera>) async throws -> Camera? { fatalError("frame") }
    package func createCamera(_ configuration: CameraConfiguration) async throws -> Camera { fatalError("frame") }
    /// As `updateDevice`; new credentials, address or URL also lift the ban on offering them.
    package func updateCamera(
        _ id: ID<Camera>, _ change: @escaping @Sendable (inout CameraConfiguration) throws -> Void
    ) async throws -> Camera? { fatalError("frame") }
    package func deleteCamera(_ id: ID<Camera>) async throws -> Bool { fatalError("frame") }
    package func cameraStatusCounts() async throws -> StatusCounts { fatalError("frame") }
}
