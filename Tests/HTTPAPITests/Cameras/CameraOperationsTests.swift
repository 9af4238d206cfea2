import HTTPTypes
import Monitoring
import Store
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct CameraOperationsTests {
    @Test(arguments: [
        "{}", #"{"name": "a", "ip_address": "10.0.0.1"}"#, #"{"name": "a", "rtsp_url": "rtsp://10.0.0.1/"}"#,
        #"{"name": "", "ip_address": "10.0.0.1", "rtsp_url": "rtsp://10.0.0.1/"}"#,
        #"{"name": "a", "ip_address": "10.0.0.1", "rtsp_url": ""}"#,
    ])
    func `a camera without name, address or URL is refused in the words that clients know`(body: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.post("/api/cameras", token: try await client.token(.operator), body)
            #expect(answer.status == 400)
            #expect(answer.msg == "Name, IP address and RTSP URL required")
        }
    }

    @Test func `the channels of a recorder are cameras at one address, and each stream is one camera`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            _ = try await client.addDevice("switch", at: "10.0.0.1", token: token)
            func add(_ path: String) async throws -> Answer {
                try await client.post(
                    "/api/cameras", token: token,
                    #"{"name": "b", "ip_address": "10.0.0.1", "rtsp_url": "rtsp://10.0.0.1\#(path)"}"#)
            }
            for channel in 1...16 { #expect(try await add("/ch\(channel)?main").status == 201) }
            let answer = try await add("/ch7?main")
            #expect(answer.status == 409)
            #expect(answer.msg == "Camera with this IP already exists")
            #expect(answer.error("rtsp_url")?.contains("stream") == true)
            let moved = try await client.put(
                "/api/cameras/1", token: token, #"{"rtsp_url": "rtsp://10.0.0.1:554/ch7?main"}"#)
            #expect(moved.status == 409)
        }
    }

    @Test(arguments: [
        #"{"rtsp_url": "rtsp://10.0.0.66/live"}"#,
        #"{"rtsp_url": "rtsp://evil.example.com:8554/live", "username": "admin"}"#,
        #"{"rtsp_url": "rtsp://10.0.0.66/live", "password": ""}"#, #"{"rtsp_url": "rtsp://root@10.0.0.66/live"}"#,
        #"{"rtsp_url": "rtsp://10.0.0.66/live", "ip_address": "10.0.0.66"}"#,
    ])
    func `a URL that leads to another host drops the password, and says so`(body: String) async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.operator)
            let id = try await client.addCamera(
                "a", at: "10.0.0.1", #""username": "admin", "password": "secret""#, token: token)
            let answer = try await client.put("/api/cameras/\(id)", token: token, body)
            #expect(answer.status == 200)
            #expect(answer["password_set"] == false)
            #expect(answer.text.contains("were dropped"), "\(answer.text)")
            #expect(try await api.store.camera(ID(id))?.configuration.password == nil)
            let read = try await client.get("/api/cameras/\(id)", token: token)
            #expect(!read.text.contains("warnings"))
        }
    }

    @Test(arguments: [
        #"{"rtsp_url": "rtsp://10.0.0.1:8554/other"}"#, #"{"rtsp_url": "rtsps://10.0.0.1/live"}"#,
        #"{"ip_address": "10.0.0.66"}"#, #"{"rtsp_url": "rtsp://[::ffff:10.0.0.1]/live", "password": "secret"}"#,
        #"{"rtsp_url": "rtsp://10.0.0.66/live", "password": "secret"}"#,
        #"{"rtsp_url": "rtsp://admin:secret@10.0.0.66/live"}"#, #"{"name": "b"}"#,
    ])
    func `a password stays at its host, and where it is sent along`(body: String) async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.operator)
            let id = try await client.addCamera(
                "a", at: "10.0.0.1", #""username": "admin", "password": "secret""#, token: token)
            let answer = try await client.put("/api/cameras/\(id)", token: token, body)
            #expect(answer["password_set"] == true)
            #expect(answer["username"] == "admin")
            #expect(!answer.text.contains("warnings"))
            #expect(try await api.store.camera(ID(id))?.configuration.password == Secret("secret"))
        }
    }

    @Test func `a camera without credentials has none to drop`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addCamera("a", at: "10.0.0.1", token: token)
            let answer = try await client.put(
                "/api/cameras/\(id)", token: token, #"{"rtsp_url": "rtsp://10.0.0.66/live"}"#)
            #expect(!answer.text.contains("warnings"))
        }
    }

    @Test func `a camera can have a time limit, and null gives it the usual one`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addCamera("a", at: "10.0.0.1", #""timeout": 45"#, token: token)
            #expect(try await client.get("/api/cameras/\(id)", token: token)["timeout"] == 45)
            let answer = try await client.put("/api/cameras/\(id)", token: token, #"{"timeout": null}"#)
            #expect(answer["timeout"] == JSONValue.null)
        }
    }

    @Test func `credentials in the URL are taken out of it and kept apart`() async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.operator)
            let created = try await client.post(
                "/api/cameras", token: token,
                #"""
                {"name": "a", "ip_address": "10.0.0.1", "rtsp_url": "rtsp://admin:p%40ss@10.0.0.1/live",
                "username": "", "password": null}
                """#)
            #expect(created["rtsp_url"] == "rtsp://10.0.0.1/live")
            #expect(created["username"] == "admin")
            #expect(created["password_set"] == true)
            #expect(created["password"] == nil)
            let camera = try await api.store.camera(ID(try created.id()))
            #expect(camera?.configuration.password == Secret("p@ss"))
        }
    }

    @Test(arguments: [
        ("rtsp://10.0.0.1:70000/", "The port 70000 is not between 1 and 65535"),
        ("192.0.2.1:554/stream", "The stream's URL must begin with rtsp:// or rtsps://"),
        ("rtsp://10.0.0.777/", "The host of the stream's URL is not a valid IPv4 address"),
        ("rtsp://10.0.0.1/live?password=•••", "The stream's URL shows ••• where a password stood."),
    ])
    func `the part of a URL that is wrong is named`(url: String, sentence: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.post(
                "/api/cameras", token: try await client.token(.operator),
                #"{"name": "a", "ip_address": "10.0.0.1", "rtsp_url": "\#(url)"}"#)
            #expect(answer.status == 400)
            #expect(answer.error("rtsp_url")?.hasPrefix(sentence) == true, "\(answer.text)")
        }
    }

    @Test(arguments: [
        "\u{FEFF}rtsp://10.0.0.1/stra\u{DF}e?a=b&amp;c=d", " <rtspt://10.0.0.1/stra\u{DF}e?a=b&c=d> ",
        "rtsp://10.0.0.1/stra%C3%9Fe?a=b&c=d#x",
    ])
    func `a URL is understood as it was pasted, and kept as the probe sends it`(url: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.post(
                "/api/cameras", token: try await client.token(.operator),
                #"{"name": "a", "ip_address": "10.0.0.1", "rtsp_url": "\#(url)"}"#)
            #expect(answer["rtsp_url"] == "rtsp://10.0.0.1/stra%C3%9Fe?a=b&c=d", "\(answer.text)")
        }
    }

    @Test func `a password in the path or the query is never told, and survives being sent back`() async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.operator)
            let url = "rtsp://10.0.0.1/user=admin_password=hunter2_channel=1.sdp?real_stream&pwd=hunter2"
            let created = try await client.post(
                "/api/cameras", token: token,
                #"{"name": "a", "ip_address": "10.0.0.1", "rtsp_url": "\#(url)"}"#)
            let id = try created.id()
            let stream = try await client.get("/api/cameras/\(id)/stream", token: token)
            for answer in [created, stream, try await client.get("/api/cameras", token: token)] {
                #expect(!answer.text.contains("hunter2"), "\(answer.text)")
            }
            #expect(try await api.store.camera(ID(id))?.configuration.streamURL == url)
            let again = try await client.put(
                "/api/cameras/\(id)", token: token, try await client.get("/api/cameras/\(id)", token: token).text)
            #expect(again.status == 200, "\(again.text)")
            #expect(try await api.store.camera(ID(id))?.configuration.streamURL == url)
            let changed = try await client.put(
                "/api/cameras/\(id)", token: token,
                #"{"rtsp_url": "rtsp://10.0.0.1/user=•••_password=•••_channel=2.sdp?real_stream&pwd=new"}"#)
            #expect(changed.status == 200, "\(changed.text)")
            #expect(
                try await api.store.camera(ID(id))?.configuration.streamURL
                    == "rtsp://10.0.0.1/user=admin_password=hunter2_channel=2.sdp?real_stream&pwd=new")
            let moved = try await client.put(
                "/api/cameras/\(id)", token: token, #"{"rtsp_url": "rtsp://10.0.0.2/live?pwd=•••"}"#)
            #expect(moved.status == 400, "another host does not get the password")
            let open = try await client.put(
                "/api/cameras/\(id)", token: token, #"{"rtsp_url": "rtsp://10.0.0.2/live"}"#)
            #expect(open["rtsp_url"] == "rtsp://10.0.0.2/live")
            #expect(try await api.store.camera(ID(id))?.configuration.secretURL == nil)
        }
    }

    @Test func `a camera's password that stands in its path is hidden there, too`() async throws {
        try await TestAPI.run { client in
            let answer = try await client.post(
                "/api/cameras", token: try await client.token(.operator),
                #"""
                {"name": "a", "ip_address": "10.0.0.1", "rtsp_url": "rtsp://10.0.0.1/admin/hunter2/live",
                "username": "admin", "password": "hunter2"}
                """#)
            #expect(answer["rtsp_url"] == "rtsp://10.0.0.1/admin/•••/live")
        }
    }

    @Test func `credentials that are given apart win over those in the URL`() async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.operator)
            let id = try await client.addCamera("a", at: "10.0.0.1", token: token)
            let answer = try await client.put(
                "/api/cameras/\(id)", token: token,
                #"{"rtsp_url": "rtsp://x:y@10.0.0.2/live", "username": "operator", "password": "other"}"#)
            #expect(answer["rtsp_url"] == "rtsp://10.0.0.2/live")
            #expect(answer["username"] == "operator")
            let camera = try await api.store.camera(ID(id))
            #expect(camera?.configuration.password == Secret("other"))
        }
    }

    @Test func `an object that is sent back as it was read keeps the password`() async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.operator)
            let id = try await client.addCamera(
                "a", at: "10.0.0.1", #""username": "admin", "password": "secret", "tags": ["x"]"#, token: token)
            let read = try await client.get("/api/cameras/\(id)", token: token)
            let answer = try await client.put("/api/cameras/\(id)", token: token, read.text)
            #expect(answer.status == 200)
            #expect(answer["password_set"] == true)
            #expect(try await api.store.camera(ID(id))?.configuration.password == Secret("secret"))
            let cleared = try await client.put("/api/cameras/\(id)", token: token, #"{"password": null}"#)
            #expect(cleared["password_set"] == false)
            #expect(cleared["username"] == "admin")
        }
    }

    @Test(arguments: [
        ("rtsp_url", #""http://10.0.0.1/""#), ("rtsp_url", "7"), ("rtsp_url", "null"), ("ip_address", #""a b""#),
        ("username", "1"), ("password", "1"), ("location", "[]"), ("poll_interval", "1"), ("timeout", "0"),
        ("timeout", "121"), ("timeout", #""20 s""#), ("tags", "{}"),
        ("enabled", "0"), ("name", "null"),
    ])
    func `a value outside its domain is refused and named`(field: String, value: String) async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addCamera(token: token)
            let answer = try await client.put("/api/cameras/\(id)", token: token, "{\"\(field)\": \(value)}")
            #expect(answer.status == 400)
            #expect(answer.error(field) != nil, "\(answer.text)")
        }
    }

    @Test func `the list is filtered, sorted and paged as that of devices`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            _ = try await client.addCamera("gate", at: "10.0.0.1", #""location": "north""#, token: token)
            _ = try await client.addCamera("yard", at: "10.0.0.2", #""tags": ["eu"]"#, token: token)
            for (query, names) in [
                ("", ["gate", "yard"]), ("?location=north", ["gate"]), ("?tag=eu", ["yard"]), ("?q=GA", ["gate"]),
                ("?sort=-name", ["yard", "gate"]), ("?page=2&per_page=1", ["yard"]),
            ] {
                let answer = try await client.get("/api/cameras\(query)", token: token)
                #expect(answer.column("name") == names.map { .string($0) }, "\(query)")
            }
            #expect(try await client.get("/api/cameras?sort=vendor", token: token).status == 400)
        }
    }

    @Test func `a stream is told without its credentials`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addCamera("gate", at: "10.0.0.1", #""location": "north""#, token: token)
            let answer = try await client.get("/api/cameras/\(id)/stream", token: try await client.token(.viewer))
            #expect(
                answer.text
                    == #"{"id":\#(id),"name":"gate","rtsp_url":"rtsp://10.0.0.1/live","status":"unknown","location":"north"}"#
            )
        }
    }

    @Test func `a test is a task that can be looked up`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addCamera(token: token)
            let answer = try await client.post("/api/cameras/\(id)/test", token: token)
            #expect(answer.status == 202)
            #expect(answer.msg == "Camera connection test initiated")
            #expect(answer["camera_id"] == .integer(id))
            let task = try await client.get("/api/tasks/\(try answer.text("task_id"))", token: token)
            #expect(task["kind"] == "camera_test")
        }
    }

    @Test func `a deleted camera is gone`() async throws {
        try await TestAPI.run { client in
            let id = try await client.addCamera(token: try await client.token(.operator))
            let token = try await client.token(.admin)
            let answer = try await client.delete("/api/cameras/\(id)", token: token)
            #expect(answer.msg == "Camera deleted successfully")
            for path in ["/api/cameras/\(id)", "/api/cameras/\(id)/stream"] {
                let answer = try await client.get(path, token: token)
                #expect(answer.status == 404)
                #expect(answer.msg == "Camera not found")
            }
        }
    }
}
