import HTTPTypes
import Monitoring
import Store
import Testing
import Web

@testable import HTTPAPI

@Suite struct DeviceOperationsTests {
    // MARK: Creating

    @Test func `a device needs a name and an address, and the rest has defaults`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let answer = try await client.post(
                "/api/devices/", token: token, #"{"name": " core-1 ", "ip_address": "10.0.0.1"}"#)
            #expect(answer.status == 201)
            #expect(answer["name"] == "core-1")
            #expect(answer["ip_address"] == "10.0.0.1")
            #expect(answer["snmp_community"] == "public")
            #expect(answer["snmp_port"] == 161)
            #expect(answer["snmp_version"] == "2c")
            #expect(answer["status"] == "unknown")
            #expect(answer["enabled"] == true)
            #expect(answer["meta"] == .object([]))
            #expect(answer["tags"] == .array([]))
            for field in ["vendor", "device_type", "last_seen", "snmp_v3", "poll_interval", "parent_id", "last_error"] {
                #expect(answer[field] == .null, "\(field)")
            }
            let path = try #require(answer.headers[.location])
            let read = try await client.get(path, token: token)
            #expect(read.status == 200)
            #expect(read.text == answer.text)
        }
    }

    @Test(arguments: [
        "{}", #"{"name": "a"}"#, #"{"ip_address": "10.0.0.1"}"#, #"{"name": "", "ip_address": "10.0.0.1"}"#,
        #"{"name": "  ", "ip_address": "10.0.0.1"}"#, #"{"name": "a", "ip_address": null}"#,
        #"{"name": "a", "ip_address": " "}"#, #"{"name": null, "ip_address": null, "snmp_port": 0}"#,
    ])
    func `a device without name or address is refused in the words that clients know`(body: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.post("/api/devices", token: try await client.token(.operator), body)
            #expect(answer.status == 400)
            #expect(answer.msg == "Name and IP address required")
            #expect(answer.error("name") == "Required" || answer.error("ip_address") == "Required")
        }
    }

    @Test func `an address can be taken once, however it is spelled`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            _ = try await client.addDevice("a", at: "2001:db8::1", token: token)
            let other = try await client.addDevice("b", at: "Switch.example.com", token: token)
            _ = try await client.addDevice("c", at: "10.0.0.7", token: token)
            _ = try await client.addDevice("d", at: "sw_1.bücher.example.", token: token)
            for address in [
                "2001:DB8:0:0::1", "[2001:db8::1]", "switch.EXAMPLE.com", "Switch.example.com.", "::ffff:10.0.0.7",
                "１０.0.0.7", "sw_1.xn--bcher-kva.example",
            ] {
                let answer = try await client.post(
                    "/api/devices", token: token, #"{"name": "c", "ip_address": "\#(address)"}"#)
                #expect(answer.status == 409)
                #expect(answer.msg == "Device with this IP already exists")
            }
            let answer = try await client.put(
                "/api/devices/\(other)", token: token, #"{"ip_address": "2001:db8::1"}"#)
            #expect(answer.status == 409)
            #expect(answer.msg == "Device with this IP already exists")
        }
    }

    @Test(arguments: [
        ("name", #""a\u0007b""#), ("name", "5"), ("name", "\"\(String(repeating: "x", count: 256))\""),
        ("ip_address", #""999.1.1.1""#), ("ip_address", #""http://10.0.0.1""#), ("ip_address", "[]"),
        ("vendor", "{}"), ("device_type", "false"), ("snmp_community", "1"), ("snmp_port", "0"),
        ("snmp_port", "65536"), ("snmp_port", "161.5"), ("snmp_port", #""161 x""#), ("snmp_port", "true"),
        ("snmp_port", "99999999999999999999"), ("snmp_version", #""4""#), ("snmp_version", "2.5"), ("snmp_v3", "[]"),
        ("snmp_timeout", "0"), ("snmp_timeout", "61"), ("snmp_timeout", #""x""#), ("snmp_timeout", "21"),
        ("snmp_retries", "-1"), ("snmp_retries", "11"), ("snmp_retries", "1.5"),
        ("meta", "[]"), ("meta", #""{}""#), ("poll_interval", "4"), ("poll_interval", "86401"), ("parent_id", "0"),
        ("parent_id", #""a""#), ("parent_id", "4711"), ("tags", #""a""#), ("tags", "[1]"), ("tags", #"[""]"#),
        ("tags", #"["\#(String(repeating: "x", count: 51))"]"#), ("enabled", "1"), ("enabled", #""true""#),
    ])
    func `a value outside its domain is refused and named`(field: String, value: String) async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(token: token)
            let values = ["name": "\"b\"", "ip_address": "\"10.0.0.2\""].merging([field: value]) { $1 }
            let body = "{" + values.map { "\"\($0)\": \($1)" }.joined(separator: ",") + "}"
            for answer in [
                try await client.post("/api/devices", token: token, body),
                try await client.put("/api/devices/\(id)", token: token, "{\"\(field)\": \(value)}"),
            ] {
                #expect(answer.status == 400, "\(answer.text)")
                #expect(answer.error(field) != nil, "\(answer.text)")
                #expect(answer.msg != nil)
            }
        }
    }

    @Test(arguments: [
        (#""161""#, #""2c""#, "SHA-256", "aes128"), (#"161"#, #""v2c""#, "sha256", "AES"),
        (#""0161""#, #"2"#, "SHA256", "AES-128"), (#"161"#, #""2""#, "HMAC-SHA-256", "CFB128-AES-128"),
        (#"161"#, #""SNMPv2c""#, "SHA2-256", "aes_128"),
    ])
    func `SNMP's words and numbers are taken as people write them, and told in one spelling`(
        port: String, version: String, authentication: String, privacy: String
    ) async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let answer = try await client.post(
                "/api/devices", token: token,
                #"""
                {"name": "a", "ip_address": "10.0.0.1", "snmp_port": \#(port), "snmp_version": \#(version), "poll_interval": "60",
                "snmp_v3": {"username": "u", "auth_protocol": "\#(authentication)", "auth_password": "authauth1",
                "priv_protocol": "\#(privacy)", "priv_password": "privpriv1"}}
                """#)
            #expect(answer.status == 201, "\(answer.text)")
            #expect(answer["snmp_port"] == 161)
            #expect(answer["snmp_version"] == "2c")
            #expect(answer["poll_interval"] == 60)
            #expect(answer["snmp_v3"]?["auth_protocol"] == "SHA256")
            #expect(answer["snmp_v3"]?["priv_protocol"] == "AES")
        }
    }

    @Test func `devices at one address are told apart by their SNMP ports`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let body = { (port: Int) in #"{"name": "a", "ip_address": "10.0.0.1", "snmp_port": \#(port)}"# }
            for port in [161, 1161] {
                #expect(try await client.post("/api/devices", token: token, body(port)).status == 201)
            }
            let answer = try await client.post("/api/devices", token: token, body(1161))
            #expect(answer.status == 409)
            #expect(answer.msg == "Device with this IP already exists")
        }
    }

    @Test func `an agent may be given more time, or the default again`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(
                "a", at: "10.0.0.1", #""snmp_timeout": 7.5, "snmp_retries": 1"#, token: token)
            let path = "/api/devices/\(id)"
            let slow = try await client.get(path, token: token)
            #expect(slow.text.contains(#""snmp_timeout":7.5,"snmp_retries":1"#))
            let tooSlow = try await client.put(path, token: token, #"{"snmp_retries": 10}"#)
            #expect(tooSlow.status == 400)
            #expect(tooSlow.error("snmp_timeout")?.contains("60 seconds") == true)
            let reset = try await client.put(path, token: token, #"{"snmp_timeout": null, "snmp_retries": null}"#)
            #expect(reset["snmp_timeout"] == .null)
            #expect(reset["snmp_retries"] == .null)
        }
    }

    @Test(arguments: [
        // Five characters of two bytes each, and 32 bytes.
        ("ååååå", "åååååååååååååååå", "", 201), ("åååå", "m", "", 201), ("ååå1", "m", "", 400),
        ("maplesyrup", "ååååååååååååååååå", "", 400), ("maplesyrup", "m", "ååååååååååååååååå", 400),
        ("maplesyrup", "m", "vlan-7", 201),
    ])
    func `users and passphrases of SNMPv3 are measured in bytes`(
        passphrase: String, user: String, context: String, status: Int
    ) async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let answer = try await client.post(
                "/api/devices", token: token,
                #"{"name": "a", "ip_address": "10.0.0.1", "snmp_version": "3", "snmp_v3": {"username": "\#(user)", "#
                    + #""auth_protocol": "SHA", "auth_password": "\#(passphrase)", "context": "\#(context)"}}"#)
            #expect(answer.status == status, "\(answer.text)")
            if status == 400 { #expect(answer.msg?.contains("bytes (UTF-8)") == true, "\(answer.text)") }
        }
    }

    @Test func `fields that nobody knows, and those that only Lapwing knows, are ignored`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(
                "a", at: "10.0.0.1", #""status": "online", "last_seen": "x", "id": 99, "colour": []"#, token: token)
            let answer = try await client.put(
                "/api/devices/\(id)", token: token, #"{"status": "offline", "last_seen": 7, "uptime": "x"}"#)
            #expect(answer.status == 200)
            #expect(answer["status"] == "unknown")
            #expect(answer["last_seen"] == .null)
        }
    }

    @Test func `meta comes back as it was sent, down to the last digit`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let meta =
                #"{"rack":{"u":[1,2.5,{"deep":[[[]]]}]},"serial":123456789012345678901234567890,"π":"é\"","x":null}"#
            let id = try await client.addDevice("a", at: "10.0.0.1", #""meta": \#(meta)"#, token: token)
            let answer = try await client.get("/api/devices/\(id)", token: token)
            #expect(answer.text.contains("\"meta\":\(meta),"))
        }
    }

    // MARK: Changing

    @Test func `a change touches only the fields that are sent`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(
                "a", at: "10.0.0.1",
                #""vendor": "ACME", "snmp_community": "secret", "poll_interval": 60, "tags": ["x", "y", "x"]"#,
                token: token)
            let answer = try await client.put("/api/devices/\(id)/", token: token, #"{"name": "b"}"#)
            #expect(answer.status == 200)
            #expect(answer["name"] == "b")
            #expect(answer["vendor"] == "ACME")
            #expect(answer["snmp_community"] == "secret")
            #expect(answer["poll_interval"] == 60)
            #expect(answer["tags"] == .array(["x", "y"]))
        }
    }

    @Test func `null gives an optional field its default, and a needed one is refused`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(
                "a", at: "10.0.0.1",
                #"""
                "vendor": "ACME", "snmp_port": 1161, "snmp_version": "1", "poll_interval": 60, "tags": ["x"],
                "enabled": false, "meta": {"a": 1}
                """#, token: token)
            let answer = try await client.put(
                "/api/devices/\(id)", token: token,
                #"""
                {"vendor": null, "snmp_port": null, "snmp_version": null, "poll_interval": null, "tags": null,
                "enabled": null, "meta": null}
                """#)
            #expect(answer["vendor"] == .null)
            #expect(answer["snmp_port"] == 161)
            #expect(answer["snmp_version"] == "2c")
            #expect(answer["poll_interval"] == .null)
            #expect(answer["tags"] == .array([]))
            #expect(answer["enabled"] == true)
            #expect(answer["meta"] == .object([]))
            for field in ["name", "ip_address"] {
                for value in ["null", "\"\""] {
                    let refused = try await client.put("/api/devices/\(id)", token: token, "{\"\(field)\": \(value)}")
                    #expect(refused.status == 400)
                    #expect(refused.error(field) == "Must not be empty")
                }
            }
        }
    }

    @Test func `an object that is sent back as a viewer sees it changes nothing, the community least of all`()
        async throws
    {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(
                "a", at: "10.0.0.1",
                #"""
                "snmp_community": "hunter2", "snmp_version": "3", "snmp_v3": {"username": "monitor",
                "auth_protocol": "SHA256", "auth_password": "authauth1", "priv_protocol": "AES",
                "priv_password": "privpriv1", "context": "ctx"}
                """#, token: token)
            let before = try await client.get("/api/devices/\(id)", token: token)
            let copy = try await client.get("/api/devices/\(id)", token: try await client.token(.viewer))
            #expect(copy["snmp_community"] == .null)
            let answer = try await client.put("/api/devices/\(id)", token: token, copy.text)
            #expect(answer.status == 200)
            #expect(answer["snmp_community"] == "hunter2")
            #expect(answer["snmp_v3"] == before["snmp_v3"])
            #expect(answer["snmp_v3"]?["auth_password_set"] == true)
        }
    }

    @Test(
        arguments: [
            (#"{}"#, "username", "Required"),
            (#"{"username": ""}"#, "username", nil),
            (#"{"username": "\#(String(repeating: "x", count: 33))"}"#, "username", nil),
            (#"{"username": "u", "auth_protocol": "SHA3", "auth_password": "authauth1"}"#, "auth_protocol", nil),
            (#"{"username": "u", "auth_protocol": 256, "auth_password": "authauth1"}"#, "auth_protocol", nil),
            (#"{"username": "u", "auth_protocol": "SHA256"}"#, "auth_password", "Required with an auth_protocol"),
            (#"{"username": "u", "auth_protocol": "SHA256", "auth_password": "short"}"#, "auth_password", nil),
            (#"{"username": "u", "auth_password": "authauth1"}"#, "auth_protocol", "Required with an auth_password"),
            (
                #"{"username": "u", "priv_protocol": "AES", "priv_password": "privpriv1"}"#, "auth_protocol",
                "Required with a priv_protocol: SNMPv3 encrypts for authenticated users only"
            ),
            (
                #"""
                {"username": "u", "auth_protocol": "SHA256", "auth_password": "authauth1", "priv_protocol": "AES512",
                "priv_password": "privpriv1"}
                """#, "priv_protocol", nil
            ),
            (
                #"{"username": "u", "auth_protocol": "SHA256", "auth_password": "authauth1", "priv_protocol": "AES"}"#,
                "priv_password", "Required with a priv_protocol"
            ),
            (
                #"{"username": "u", "auth_protocol": "SHA256", "auth_password": "authauth1", "priv_password": "privpriv1"}"#,
                "priv_protocol", "Required with a priv_password"
            ),
        ] as [(String, String, String?)])
    func `a user of SNMPv3 that could not ask is refused, and the field named`(
        user: String, field: String, sentence: String?
    ) async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let answer = try await client.post(
                "/api/devices", token: token,
                #"{"name": "a", "ip_address": "10.0.0.1", "snmp_version": "3", "snmp_v3": \#(user)}"#)
            #expect(answer.status == 400)
            let told = answer.error("snmp_v3.\(field)")
            #expect(told != nil, "\(answer.text)")
            if let sentence { #expect(told == sentence) }
            #expect(answer.msg?.contains(told ?? "?") == true)
            #expect(!answer.text.contains("privpriv1") && !answer.text.contains("authauth1"))
        }
    }

    @Test(arguments: ["MD5", "SHA", "SHA224", "SHA256", "SHA384", "SHA512"])
    func `every protocol of SNMPv3 is taken, and no password comes back`(hash: String) async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            for (number, cipher) in ["DES", "AES", "AES192", "AES256"].enumerated() {
                let answer = try await client.post(
                    "/api/devices", token: token,
                    #"""
                    {"name": "a", "ip_address": "10.0.0.\#(number + 1)", "snmp_version": "3", "snmp_v3": {"username": "u",
                    "auth_protocol": "\#(hash)", "auth_password": "authauth1", "priv_protocol": "\#(cipher)",
                    "priv_password": "privpriv1"}}
                    """#)
                #expect(answer.status == 201, "\(answer.text)")
                #expect(answer["snmp_v3"]?["auth_protocol"] == .string(hash))
                #expect(answer["snmp_v3"]?["priv_protocol"] == .string(cipher))
                #expect(!answer.text.contains("authauth1") && !answer.text.contains("privpriv1"))
            }
        }
    }

    @Test func `a parent must exist and must not be below its child`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let top = try await client.addDevice("top", at: "10.0.0.1", token: token)
            let middle = try await client.addDevice("middle", at: "10.0.0.2", "\"parent_id\": \(top)", token: token)
            let bottom = try await client.addDevice("bottom", at: "10.0.0.3", "\"parent_id\": \(middle)", token: token)
            for parent in [bottom, middle, top, 4711] {
                let answer = try await client.put(
                    "/api/devices/\(top)", token: token, "{\"parent_id\": \(parent)}")
                #expect(answer.status == 400)
                #expect(answer.error("parent_id") != nil)
            }
        }
    }

    @Test func `a deleted device is gone`() async throws {
        try await TestAPI.run { client in
            let id = try await client.addDevice(token: try await client.token(.operator))
            let token = try await client.token(.admin)
            let answer = try await client.delete("/api/devices/\(id)", token: token)
            #expect(answer.status == 200)
            #expect(answer.msg == "Device deleted successfully")
            for answer in [
                try await client.get("/api/devices/\(id)", token: token),
                try await client.delete("/api/devices/\(id)", token: token),
                try await client.put("/api/devices/\(id)", token: token, "{}"),
                try await client.post("/api/devices/\(id)/poll", token: token),
            ] {
                #expect(answer.status == 404)
                #expect(answer.msg == "Device not found")
            }
        }
    }

    // MARK: Listing

    @Test func `filters narrow the list, and it stays an array`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            _ = try await client.addDevice("Core-1", at: "10.0.0.1", #""vendor": "ACME", "tags": ["eu"]"#, token: token)
            _ = try await client.addDevice("edge-1", at: "10.0.0.2", #""device_type": "router""#, token: token)
            _ = try await client.addDevice("edge-2", at: "10.9.0.3", #""tags": ["eu", "us"]"#, token: token)
            for (query, names) in [
                ("", ["Core-1", "edge-1", "edge-2"]), ("?vendor=ACME", ["Core-1"]), ("?tag=eu", ["Core-1", "edge-2"]),
                ("?device_type=router", ["edge-1"]), ("?q=CORE", ["Core-1"]), ("?q=10.9.", ["edge-2"]),
                ("?status=unknown", ["Core-1", "edge-1", "edge-2"]), ("?status=online", []), ("?q=%25", []),
                ("?sort=-name", ["edge-2", "edge-1", "Core-1"]), ("?sort=-ip_address&tag=eu", ["edge-2", "Core-1"]),
                ("?status=&tag=&q=&sort=&page=", ["Core-1", "edge-1", "edge-2"]), ("?_colour=red&tag=us", ["edge-2"]),
            ] {
                let answer = try await client.get("/api/devices\(query)", token: token)
                #expect(answer.status == 200)
                #expect(answer.column("name") == names.map { .string($0) }, "\(query)")
                #expect(answer.headers[.totalCount] == "\(names.count)")
                #expect(answer.headers[.link] == nil)
            }
        }
    }

    @Test(arguments: [
        "status=down", "sort=colour", "sort=--name", "page=0", "page=-1", "page=x", "page=1.5", "per_page=0",
        "page=99999999999999999999", "tag=%00", "q=%FF", "status=online&status=offline",
    ])
    func `a query that makes no sense is refused`(query: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.get("/api/devices?\(query)", token: try await client.token(.viewer))
            #expect(answer.status == 400)
            #expect(answer["errors"] != nil)
        }
    }

    @Test func `pages say how many there are and where their neighbours are`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            for number in 1...5 { _ = try await client.addDevice("d\(number)", at: "10.0.0.\(number)", token: token) }
            let answer = try await client.get("/api/devices?q=d&sort=-name&page=2&per_page=2", token: token)
            #expect(answer.column("name") == ["d3", "d2"])
            #expect(answer.headers[.totalCount] == "5")
            let page = "/api/devices/?q=d&sort=-name&per_page=2&page="
            #expect(
                answer.headers[.link]
                    == """
                    <\(page)1>; rel="first", <\(page)1>; rel="prev", <\(page)3>; rel="next", <\(page)3>; rel="last"
                    """)
            let past = try await client.get("/api/devices?page=9&per_page=2", token: token)
            #expect(past.status == 200)
            #expect(past.json == .array([]))
            #expect(past.headers[.totalCount] == "5")
        }
    }

    @Test func `devices are counted by state`() async throws {
        try await TestAPI.run { client in
            _ = try await client.addDevice(token: try await client.token(.operator))
            let answer = try await client.get("/api/devices/status", token: try await client.token(.viewer))
            #expect(answer.text == #"{"total":1,"online":0,"offline":0,"unknown":1}"#)
        }
    }

    // MARK: Polling

    @Test func `a poll is a task that can be looked up`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(token: token)
            for body in [nil, "", "{}", #"{"any": "thing"}"#] {
                let answer = try await client.post("/api/devices/\(id)/poll", token: token, body)
                #expect(answer.status == 202)
                #expect(answer.msg == "Polling initiated")
                #expect(answer["device_id"] == .integer(id))
                let task = try answer.text("task_id")
                #expect(answer.headers[.location] == "/api/tasks/\(task)")
                let looked = try await client.get("/api/tasks/\(task)", token: token)
                #expect(looked["state"] == "PENDING")
                #expect(looked["kind"] == "device_poll")
                #expect(looked["result"] == .null)
            }
        }
    }
}
