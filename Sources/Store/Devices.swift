package import Monitoring

package struct DeviceFilter: Sendable, Equatable, Hashable {
    package var status: Status?
    package var deviceType: String?
    package var vendor: String?
    package var tag: String?
    /// Name or address contains it, whatever the case.
    package var text: String?
    package var sort: DeviceSort = .id
    package var isDescending = false
    /// 1-based page and its size; `nil` for all.
    package var page: Int?
    package var perPage: Int?
    package init() {}
}

package enum DeviceSort: String, Sendable, CaseIterable {
    case id, name, ipAddress = "ip_address", status, vendor, deviceType = "device_type", lastSeen = "last_seen",
        createdAt = "created_at"
}

extension Store {
    /// - Returns: one page, or all, and how many there are in all.
    package func devices(_ filter: DeviceFilter) async throws -> (devices: [Device], total: Int) { fatalError("frame") }
    package func device(_ id: ID<Device>) async throws -> Device? { fatalError("frame") }
    /// The new device is due at once. The address is compared case-insensitively.
    /// - Throws: `StoreError.addressTaken`, `.noSuchParent`.
    package func createDevice(_ configuration: DeviceConfiguration) async throws -> Device { fatalError("frame") }
    /// Reads, lets `change` edit, and writes in one transaction. A changed address, port, version or credential makes the
    /// device due at once, and a poll of the old configuration in flight is not saved.
    /// - Throws: `StoreError.addressTaken`, `.noSuchParent`, `.parentCycle`, and what `change` throws.
    package func updateDevice(
        _ id: ID<Device>, _ change: @escaping @Sendable (inout DeviceConfiguration) throws -> Void
    ) async throws -> Device? { fatalError("frame") }
    /// Alerts of the device stay, with its name, and no longer fire; its pending notices are cancelled.
    package func deleteDevice(_ id: ID<Device>) async throws -> Bool { fatalError("frame") }
    package func deviceStatusCounts() async throws -> StatusCounts { fatalError("frame") }
}
