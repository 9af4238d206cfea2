internal import Monitoring

/// A camera as a client sends it, whole or in part. What only Lapwing knows is not read: old clients send back whole
/// objects.
struct CameraForm: Sendable {
    /// What a client can set, by name.
    static let fields = [
        "name", "ip_address", "rtsp_url", "username", "password", "location", "poll_interval", "tags", "enabled",
    ]

    private let name: Field<String>
    private let address: Field<String>
    private let url: Field<RTSPLocation>
    private let username: Field<String>
    private let password: Field<Secret>
    private let location: Field<String>
    private let pollInterval: Field<Int>
    private let tags: Field<[String]>
    private let isEnabled: Field<Bool>

    private init(_ body: inout RequestBody) {
        name = body.string("name")
        address = body.address()
        url = body.parsed("rtsp_url") { text throws(InvalidValue) in try RTSPLocation(parsing: text) }
        username = body.optionalText("username")
        password = body.secret("password")
        location = body.optionalText("location")
        pollInterval = body.pollInterval()
        tags = body.tags()
        isEnabled = body.boolean("enabled")
    }

    /// A new camera.
    static func creation(_ body: RequestBody) throws(APIError) -> CameraConfiguration {
        var body = body
        let form = CameraForm(&body)
        body.require("name", form.name)
        body.require("ip_address", form.address)
        body.require("rtsp_url", form.url)
        let isIncomplete = body.isMissing(["name", "ip_address", "rtsp_url"])
        try body.validate(message: isIncomplete ? "Name, IP address and RTSP URL required" : nil)
        var configuration = CameraConfiguration(name: "", address: "", rtspURL: "")
        form.apply(to: &configuration)
        return configuration
    }

    /// Changes to a stored camera.
    static func change(_ body: RequestBody) throws(APIError) -> CameraForm {
        var body = body
        let form = CameraForm(&body)
        body.forbidEmpty("name", form.name)
        body.forbidEmpty("ip_address", form.address)
        body.forbidEmpty("rtsp_url", form.url)
        try body.validate()
        return form
    }

    func apply(to configuration: inout CameraConfiguration) {
        configuration.name = name.value ?? configuration.name
        configuration.address = address.value ?? configuration.address
        location.set(&configuration.location)
        pollInterval.set(&configuration.pollInterval)
        tags.set(&configuration.tags, default: [])
        isEnabled.set(&configuration.isEnabled, default: true)
        applyCredentials(to: &configuration)
    }

    /// Credentials inside the URL are taken where none are given apart: forms send the fields they left empty, too.
    private func applyCredentials(to configuration: inout CameraConfiguration) {
        username.set(&configuration.username)
        password.set(&configuration.password)
        if configuration.password?.isEmpty == true { configuration.password = nil }
        guard let location = url.value else { return }
        configuration.rtspURL = location.url
        if let name = location.username, username.value == nil { configuration.username = name }
        if let text = location.password, password.value?.isEmpty != false {
            configuration.password = text.isEmpty ? nil : Secret(text)
        }
    }
}
