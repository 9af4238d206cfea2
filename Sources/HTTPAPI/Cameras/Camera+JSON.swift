internal import Monitoring
internal import Web

extension JSONWriter {
    /// The password is never told, only whether there is one.
    mutating func camera(_ camera: Camera) {
        let configuration = camera.configuration
        object { writer in
            writer.field("id", camera.id)
            writer.field("name", configuration.name)
            writer.field("ip_address", configuration.address)
            writer.field("rtsp_url", configuration.rtspURL)
            writer.field("username", configuration.username)
            writer.field("password_set", configuration.password != nil)
            writer.field("location", configuration.location)
            writer.field("status", camera.status.rawValue)
            writer.field("last_snapshot", camera.lastSnapshot)
            writer.field("enabled", configuration.isEnabled)
            writer.field("tags", configuration.tags)
            writer.field("poll_interval", configuration.pollInterval)
            writer.field("timeout", configuration.timeout)
            writer.field("last_seen", camera.lastSeen)
            writer.field("last_error", camera.lastError)
            writer.field("codec", camera.facts.codec)
            writer.field("width", camera.facts.width)
            writer.field("height", camera.facts.height)
            writer.field("fps", camera.facts.fps)
            writer.field("bitrate", camera.facts.bitrate)
            writer.field("created_at", camera.createdAt)
            writer.field("updated_at", camera.updatedAt)
        }
    }

    mutating func cameraStream(_ camera: Camera) {
        object { writer in
            writer.field("id", camera.id)
            writer.field("name", camera.configuration.name)
            writer.field("rtsp_url", camera.configuration.rtspURL)
            writer.field("status", camera.status.rawValue)
            writer.field("location", camera.configuration.location)
        }
    }
}
