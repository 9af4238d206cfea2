import TestKit

extension API {
    func device(_ id: Int, becomes status: String) async throws {
        try await thing("/api/devices/\(id)", becomes: status)
    }

    func camera(_ id: Int, becomes status: String) async throws {
        try await thing("/api/cameras/\(id)", becomes: status)
    }

    private func thing(_ path: String, becomes status: String) async throws {
        _ = try await eventually(within: .seconds(60), "\(path) to be \(status)") {
            try await get(path).body["status"].string == status ? true : nil
        }
    }
}
