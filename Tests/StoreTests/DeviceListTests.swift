import Monitoring
import Testing

@testable import Store

struct DeviceListTests {
    let store: Store

    init() async throws {
        store = try await Store.temporary()
        for (name, address, vendor, type, tags) in [
            ("Zürich-core", "10.0.0.10", "acme", "switch", ["core", "100%"]),
            ("basel_edge", "10.0.0.9", nil, "router", ["edge"]),
            ("Bern", "2001:db8::1", "Beta", nil, ["core", "edge"]),
            ("aarau", "printer.example.com", nil, "printer", []),
        ] as [(String, String, String?, String?, [String])] {
            _ = try await store.createDevice(
                DeviceConfiguration(name: name, address: address, vendor: vendor, deviceType: type, tags: tags))
        }
    }

    private func names(_ edit: (inout DeviceFilter) -> Void) async throws -> [String] {
        var filter = DeviceFilter()
        edit(&filter)
        return try await store.devices(filter).devices.map(\.configuration.name)
    }

    @Test func `without a filter everything is listed by id`() async throws {
        #expect(try await names { _ in } == ["Zürich-core", "basel_edge", "Bern", "aarau"])
        #expect(try await names { $0.isDescending = true } == ["aarau", "Bern", "basel_edge", "Zürich-core"])
    }

    @Test(arguments: [
        ("zürich", ["Zürich-core"]), ("ZÜRICH", ["Zürich-core"]), ("10.0.0", ["Zürich-core", "basel_edge"]),
        ("_", ["basel_edge"]), ("%", []), ("\\", []), ("2001:DB8", ["Bern"]), ("EXAMPLE", ["aarau"]), ("'", []),
        ("", ["Zürich-core", "basel_edge", "Bern", "aarau"]),
    ])
    func `a text is looked for to the letter, in names and addresses, whatever the case`(
        text: String, found: [String]
    ) async throws {
        #expect(try await names { $0.text = text } == found)
    }

    @Test func `filters are met together`() async throws {
        #expect(try await names { $0.tag = "core" } == ["Zürich-core", "Bern"])
        #expect(try await names { $0.tag = "100%" } == ["Zürich-core"])
        #expect(try await names { $0.tag = "cor" } == [])
        #expect(try await names { $0.vendor = "acme" } == ["Zürich-core"])
        #expect(try await names { $0.deviceType = "router" } == ["basel_edge"])
        #expect(try await names { $0.status = .unknown }.count == 4)
        #expect(try await names { $0.status = .online } == [])
        #expect(
            try await names {
                $0.tag = "edge"
                $0.text = "b"
                $0.deviceType = "router"
            } == ["basel_edge"])
    }

    @Test(arguments: [
        (DeviceSort.name, ["aarau", "basel_edge", "Bern", "Zürich-core"]),
        (.ipAddress, ["basel_edge", "Zürich-core", "Bern", "aarau"]),
        (.vendor, ["Zürich-core", "Bern", "basel_edge", "aarau"]),
        (.deviceType, ["aarau", "basel_edge", "Zürich-core", "Bern"]),
        (.status, ["Zürich-core", "basel_edge", "Bern", "aarau"]),
    ])
    func `sorting ignores case, orders addresses by number, and puts nothing last`(
        sort: DeviceSort, order: [String]
    ) async throws {
        #expect(try await names { $0.sort = sort } == order)
    }

    @Test func `what has no value is last in descending order too`() async throws {
        let order = try await names {
            $0.sort = .vendor
            $0.isDescending = true
        }
        #expect(order == ["Bern", "Zürich-core", "basel_edge", "aarau"])
    }

    @Test(arguments: DeviceSort.allCases)
    func `every order can be asked for`(sort: DeviceSort) async throws {
        #expect(try await names { $0.sort = sort }.count == 4)
    }

    @Test func `pages follow each other, and one past the end is empty`() async throws {
        var filter = DeviceFilter()
        filter.sort = .status
        filter.perPage = 3
        var pages: [[Int64]] = []
        for page in [1, 2, 3, Int.max] {
            filter.page = page
            let (devices, total) = try await store.devices(filter)
            #expect(total == 4)
            pages.append(devices.map(\.id.rawValue))
        }
        #expect(pages == [[1, 2, 3], [4], [], []])
    }

    @Test func `tags follow the device`() async throws {
        let bern = try #require(
            try await store.devices(DeviceFilter()).devices.first { $0.configuration.name == "Bern" })
        _ = try await store.updateDevice(bern.id) { $0.tags = ["lab", "lab"] }
        #expect(try await store.device(bern.id)?.configuration.tags == ["lab", "lab"])
        #expect(try await names { $0.tag = "lab" } == ["Bern"])
        #expect(try await names { $0.tag = "core" } == ["Zürich-core"])
        _ = try await store.deleteDevice(bern.id)
        #expect(try await names { $0.tag = "lab" } == [])
    }
}
