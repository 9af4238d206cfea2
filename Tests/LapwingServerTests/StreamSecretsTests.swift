import Monitoring
import Store
import Testing

@testable import LapwingServer

@Suite struct StreamSecretsTests {
    @Test func `a password that was stored in a stream's URL is sealed at the next start`() async throws {
        let store = try await Store.temporary()
        let url = "rtsp://10.0.0.1/user=admin_password=hunter2_channel=1.sdp"
        let camera = try await store.createCamera(CameraConfiguration(name: "a", address: "10.0.0.1", rtspURL: url))
        let open = try await store.createCamera(
            CameraConfiguration(name: "b", address: "10.0.0.2", rtspURL: "rtsp://10.0.0.2/live"))
        for _ in 0..<2 {
            try await store.sealStreamSecrets()
            let configuration = try #require(try await store.camera(camera.id)).configuration
            #expect(configuration.rtspURL == "rtsp://10.0.0.1/user=•••_password=•••_channel=1.sdp")
            #expect(configuration.streamURL == url)
            #expect(try await store.camera(open.id) == open)
        }
    }
}
