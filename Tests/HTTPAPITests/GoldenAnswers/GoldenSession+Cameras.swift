import HTTPTypes
import Monitoring
import Store
import TestKit

@testable import HTTPAPI

extension GoldenSession {
    private static let cameras = "/api/cameras"

    func playCameras() async throws {
        try await addCameras()
        try await changeCameras()
        try await checkCameras()
        try await listCameras()
        try await addManyCameras()
    }

    /// None of these is added: which id the next camera gets is the engine's business.
    private func addManyCameras() async throws {
        chapter(.cameras, "Adding many at once, each with an answer of its own")
        try await call(
            .post, "\(Self.cameras)/batch",
            #"""
            [{"name": "many-1", "ip_address": "10.0.8.1", "rtsp_url": "http://10.0.8.1/1"}, {"name": "many-2"}]
            """#)
    }

    private func addCameras() async throws {
        chapter(.cameras, "None yet")
        try await get(Self.cameras)
        try await get("\(Self.cameras)/status")

        chapter(.cameras, "Adding them")
        for camera in Self.added {
            try await call(.post, Self.cameras, camera)
            clock.advance(.seconds(1))
        }
        for caller in Caller.roles { try await get("\(Self.cameras)/1", as: caller) }
        for id in 1...3 { try await get("\(Self.cameras)/\(id)/stream") }

        chapter(.cameras, "What cannot be added")
        for body in [
            #"{"name": "x", "ip_address": "10.0.1.77"}"#,
            #"{"name": "x", "ip_address": "10.0.1.77", "rtsp_url": "http://10.0.1.77/"}"#,
            #"""
            {"name": "x", "ip_address": "??", "rtsp_url": "rtsp://10.0.1.77:99999/", "timeout": 0, \#
            "poll_interval": "x", "tags": [""], "enabled": 1}
            """#,
        ] {
            try await call(.post, Self.cameras, body)
        }
    }

    private static let recorder = "rtsp://10.0.1.9:8554/"

    private static let added = [
        #"""
        {"name": "gate", "ip_address": "10.0.1.1", "rtsp_url": "rtsp://admin:url-5ecret@10.0.1.1/live", \#
        "location": "South", "tags": ["eu"]}
        """#,
        #"{"name": "Channel 1", "ip_address": "10.0.1.9", "rtsp_url": "\#(recorder)?channel=1&password=s3cret"}"#,
        #"{"name": "channel 2", "ip_address": "10.0.1.9", "rtsp_url": "\#(recorder)?channel=2", "timeout": 30}"#,
        #"""
        {"name": "yard", "ip_address": "yard.example", "rtsp_url": "rtsps://yard.example/live", "username": "view", \#
        "password": "camera-5ecret", "poll_interval": 60, "location": "North"}
        """#,
        #"""
        {"name": "attic", "ip_address": "10.0.1.5", "rtsp_url": "rtsp://10.0.1.5/", "enabled": false, \#
        "colour": "red"}
        """#,
    ]

    private func changeCameras() async throws {
        chapter(.cameras, "Changing them")
        clock.advance(.seconds(60))
        let whole = #"{"name": "Gate", "rtsp_url": "rtsp://10.0.1.1/live", "username": "admin", "status": "offline"}"#
        try await call(.put, "\(Self.cameras)/1", whole)
        try await call(.put, "\(Self.cameras)/2", #"{"tags": ["eu", "recorder"], "location": "North"}"#)
        try await call(.put, "\(Self.cameras)/4", #"{"rtsp_url": "rtsps://other.example/live"}"#)
        try await call(.put, "\(Self.cameras)/4", #"{"username": "view", "password": "camera-5ecret"}"#)
        try await call(.put, "\(Self.cameras)/3", #"{"rtsp_url": "\#(Self.recorder)?channel=1&password=s3cret"}"#)
        try await call(.put, "\(Self.cameras)/3", #"{"rtsp_url": null}"#)
        try await call(.put, "\(Self.cameras)/3", #"{"name": "", "timeout": 121}"#)
    }

    private func checkCameras() async throws {
        await fleet.camera("Gate", .refusesPassword)
        await fleet.camera(
            "Channel 1", .shows(CameraFacts(codec: "H264", width: 1920, height: 1080, fps: 12.5, bitrate: 4_000_000)))
        await fleet.camera("channel 2", .isBusy)
        await fleet.camera("yard", .silent)
        chapter(.cameras, "Checked: one refuses its password, one shows, one is busy, one is silent")
        try await later(.seconds(1))
        for id in 1...5 { try await get("\(Self.cameras)/\(id)") }
        for _ in 1...2 { try await later(.seconds(2)) }
        for id in [3, 4] { try await get("\(Self.cameras)/\(id)") }
        try await get("\(Self.cameras)/status")

        chapter(.cameras, "One is back, and one shows no more")
        await fleet.camera("Gate", .shows(CameraFacts(codec: "H265", width: 3840, height: 2160)))
        await fleet.camera("Channel 1", .silent)
        try await later(.seconds(600))
        for _ in 1...2 { try await later(.seconds(2)) }
        for id in 1...3 { try await get("\(Self.cameras)/\(id)") }

        chapter(.cameras, "A test that is asked for")
        try await call(.post, "\(Self.cameras)/1/test")
        try await later(.seconds(1))
        try await callAndWait("\(Self.cameras)/1/test?wait=60")
        try await call(.post, "\(Self.cameras)/1/test?wait=0")
    }

    private func listCameras() async throws {
        chapter(.cameras, "All of them, as each role sees them")
        for caller in Caller.roles { try await get(Self.cameras, as: caller) }
        chapter(.cameras, "Sorted")
        for sort in CameraSort.allCases {
            for order in ["", "-"] { try await get("\(Self.cameras)?sort=\(order)\(sort.rawValue)", .ids) }
        }
        chapter(.cameras, "Filtered")
        for filter in [
            "status=online", "status=offline", "status=unknown", "tag=eu", "location=North", "q=CHANNEL", "q=10.0.1",
            "location=North&q=yard", "tag=none",
        ] {
            try await get("\(Self.cameras)?\(filter)", .ids)
        }
        chapter(.cameras, "A page at a time")
        for page in ["page=1", "page=2&per_page=2", "page=9&per_page=4", "location=North&sort=-name&page=1&per_page=1"]
        {
            try await get("\(Self.cameras)?\(page)", .ids)
        }
        chapter(.cameras, "Queries that make no sense")
        for query in ["status=up", "sort=vendor", "page=0", "device_type=camera"] {
            try await get("\(Self.cameras)?\(query)")
        }
    }
}
