import HTTPTypes
import Monitoring
import Store
import TestKit
import Web

@testable import HTTPAPI

extension GoldenSession {
    private static let devices = "/api/devices"

    func playDevices() async throws {
        try await addDevices()
        try await refuseDevices()
        try await changeDevices()
        try await pollDevices()
        try await listDevices()
        try await addManyDevices()
    }

    private func addDevices() async throws {
        chapter(.devices, "None yet")
        try await get(Self.devices)
        try await get("\(Self.devices)/status")

        chapter(.devices, "Adding them")
        for device in Self.added {
            try await call(.post, Self.devices, device)
            clock.advance(.seconds(1))
        }
        for caller in Caller.roles { try await get("\(Self.devices)/1", as: caller) }
    }

    private static let added = [
        #"""
        {"name": "core", "ip_address": "10.0.0.1", "vendor": "Cisco", "device_type": "router", \#
        "tags": ["eu", "core"], "snmp_community": "c0mmunity", \#
        "meta": {"z": 1, "a": [1, 2.5, null, true], "text": "ü \"\\/\n"}}
        """#,
        #"""
        {"name": "Access 1", "ip_address": "10.0.0.2", "device_type": "switch", "parent_id": 1, \#
        "poll_interval": 60}
        """#,
        #"""
        {"name": "access 2", "ip_address": "10.0.0.10", "device_type": "switch", "parent_id": 1, "snmp_version": 3, \#
        "snmp_timeout": 2.5, "snmp_retries": 2, "snmp_v3": {"username": "monitor", "auth_protocol": "SHA256", \#
        "auth_password": "auth-5ecret-key", "priv_protocol": "AES", "priv_password": "priv-5ecret-key"}}
        """#,
        #"{"name": "printer", "ip_address": "Printer.Example", "snmp_version": "none", "tags": ["eu"]}"#,
        #"{"name": "spare", "ip_address": "10.0.0.9", "enabled": false, "vendor": "cisco", "colour": "red"}"#,
        #"{"name": "six", "ip_address": "2001:DB8:0::1", "snmp_port": 1161, "snmp_version": "1"}"#,
    ]

    /// None of these is added: which id the next device gets is the engine's business.
    private func addManyDevices() async throws {
        chapter(.devices, "Adding many at once, each with an answer of its own")
        try await call(
            .post, "\(Self.devices)/batch",
            #"""
            [{"name": "many-1", "ip_address": "10.0.0.1"}, \#
            {"name": "many-3"}, 4, {"name": "many-5", "ip_address": "10.0.7.5", "parent_id": 4711}]
            """#)
    }

    private func refuseDevices() async throws {
        chapter(.devices, "What cannot be added")
        for body in [
            #"{"name": "x"}"#, #"{"name": "", "ip_address": "10.0.0.77"}"#,
            #"{"name": "x", "ip_address": "10.0.0.300"}"#,
            #"""
            {"name": 5, "ip_address": "10.0.0.77", "snmp_port": 0, "snmp_version": "4", "poll_interval": 1, \#
            "tags": "eu", "enabled": "yes", "meta": [], "parent_id": "x", "snmp_timeout": 0, "snmp_retries": 99}
            """#,
            #"{"name": "x", "ip_address": "10.0.0.77", "snmp_version": "3"}"#,
            #"{"name": "x", "ip_address": "10.0.0.77", "snmp_v3": {"username": "u", "priv_protocol": "AES"}}"#,
            #"{"name": "x", "ip_address": "10.0.0.77", "parent_id": 4711}"#,
        ] {
            try await call(.post, Self.devices, body)
        }
    }

    private func changeDevices() async throws {
        chapter(.devices, "Changing them")
        clock.advance(.seconds(60))
        try await call(
            .put, "\(Self.devices)/1", #"{"name": "Core", "snmp_community": "", "location": "x", "meta": {}}"#)
        try await call(.put, "\(Self.devices)/2", #"{"vendor": "HP", "tags": null, "poll_interval": null}"#)
        try await call(.put, "\(Self.devices)/3", #"{"snmp_v3": {"context": "vlan-7"}, "snmp_port": 162}"#)
        try await call(.put, "\(Self.devices)/3", #"{"snmp_v3": {"auth_protocol": null}}"#)
        try await call(.put, "\(Self.devices)/1", #"{"parent_id": 2}"#)
        try await call(.put, "\(Self.devices)/1", #"{"parent_id": 4711}"#)
        try await call(.put, "\(Self.devices)/1", #"{"ip_address": "10.0.0.2"}"#)
        try await call(.put, "\(Self.devices)/1", #"{"name": null}"#)
        try await call(.put, "\(Self.devices)/6", #"{"snmp_v3": {"usrname": "x"}, "status": "online", "id": 9}"#)
    }

    private func pollDevices() async throws {
        await fleet.device(
            "Core",
            .answers(
                DeviceFacts(
                    model: "C9300", sysName: "core.example", sysDescr: "IOS\r\n\"XE\"", location: "Rack 4",
                    uptime: 86_400)))
        await fleet.device("access 2", .refusesSNMP)
        await fleet.device("printer", .pingsOnly)
        await fleet.device("six", .silent)
        chapter(.devices, "Polled for the first time: one answers, one refuses SNMP, one is silent and asked again")
        try await later(.seconds(1))
        for id in [1, 3, 4, 5, 6] { try await get("\(Self.devices)/\(id)") }
        chapter(.devices, "Asked often enough to be believed")
        for _ in 1...2 { try await later(.seconds(2)) }
        for id in [3, 6] { try await get("\(Self.devices)/\(id)") }
        try await get("\(Self.devices)/status")

        chapter(.devices, "The parent falls silent, and what is behind it")
        await fleet.device("Core", .silent)
        await fleet.device("Access 1", .silent)
        try await later(.seconds(300))
        for _ in 1...3 { try await later(.seconds(2)) }
        for id in [1, 2] { try await get("\(Self.devices)/\(id)") }
        try await get("\(Self.devices)/status")

        chapter(.devices, "Both are back, and Lapwing cannot ask another")
        await fleet.device("Core", .answers())
        await fleet.device("Access 1", .answers())
        await fleet.device("printer", .notAsked)
        try await later(.seconds(300))
        for _ in 1...3 { try await later(.seconds(2)) }
        for id in [1, 2, 4] { try await get("\(Self.devices)/\(id)") }

        chapter(.devices, "A poll that is asked for")
        try await call(.post, "\(Self.devices)/1/poll")
        try await call(.post, "\(Self.devices)/1/poll", "{}")
        try await later(.seconds(1))
        try await callAndWait("\(Self.devices)/1/poll?wait=60")
        try await call(.post, "\(Self.devices)/1/poll?wait=1")
        try await later(.seconds(1))
        for wait in ["0", "61", "x"] { try await call(.post, "\(Self.devices)/1/poll?wait=\(wait)") }
    }

    private func listDevices() async throws {
        chapter(.devices, "All of them, as each role sees them")
        for caller in Caller.roles { try await get(Self.devices, as: caller) }
        try await call(.head, Self.devices, as: .viewer)

        chapter(.devices, "Sorted")
        for sort in DeviceSort.allCases {
            for order in ["", "-"] { try await get("\(Self.devices)?sort=\(order)\(sort.rawValue)", .ids) }
        }
        chapter(.devices, "Filtered")
        for filter in [
            "status=online", "status=offline", "status=unknown", "device_type=switch", "vendor=Cisco", "tag=eu",
            "q=ACCESS",
            "q=10.0.0.1", "q=%25", "q=", "tag=eu&q=print", "tag=none", "_=1733000000",
        ] {
            try await get("\(Self.devices)?\(filter)", .ids)
        }
        chapter(.devices, "A page at a time")
        for page in [
            "page=1", "per_page=2", "page=2&per_page=2", "page=3&per_page=2", "page=9&per_page=4", "per_page=9999",
            "q=access&sort=-name&page=1&per_page=1", "tag=none&page=1",
        ] {
            try await get("\(Self.devices)?\(page)", .ids)
        }
        chapter(.devices, "Queries that make no sense")
        for query in ["status=up", "sort=colour", "page=0", "per_page=x", "page=1&status=x&sort=y", "q=%ff"] {
            try await get("\(Self.devices)?\(query)")
        }
    }
}
