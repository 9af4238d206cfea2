internal import Monitoring
internal import RTSP
internal import Sockets
internal import Web

/// A camera as a client sends it, whole or in part. What only Lapwing knows is not read: old clients send back whole
/// objects.
struct CameraForm: Sendable {
    /// What a client can set, by name.
    static let fields = [
        "name", "ip_address", "rtsp_url", "username", "password", "location", "poll_interval", "timeout", "tags",
        "enabled",
    ]

    private let name: Field<String>
    private let address: Field<String>
    private let url: Field<RTSPURL>
    private let username: Field<String>
    private let password: Field<Secret>
    private let location: Field<String>
    private let pollInterval: Field<Int>
    private let timeout: Field<Int>
    private let tags: Field<[String]>
    private let isEnabled: Field<Bool>

    private init(_ body: inout JSONBody) {
        name = body.string("name")
        address = body.address()
        url = body.parsed("rtsp_url", Self.url)
        username = body.optionalText("username")
        password = body.secret("password")
        location = body.optionalText("location")
        pollInterval = body.pollInterval()
        timeout = body.integer("timeout", in: 1...CameraConfiguration.longestTimeout)
        tags = body.tags()
        isEnabled = body.boolean("enabled")
    }

    private static func url(_ text: String) throws(InvalidValue) -> RTSPURL {
        do throws(RTSPError) { return try RTSPURL(text) } catch { throw InvalidValue(error) }
    }

    /// A new camera.
    static func creation(_ body: JSONBody) throws(APIError) -> CameraConfiguration {
        var body = body
        let form = CameraForm(&body)
        body.require("name", form.name)
        body.require("ip_address", form.address)
        body.require("rtsp_url", form.url)
        let isIncomplete = body.isMissing(["name", "ip_address", "rtsp_url"])
        try body.validate(message: isIncomplete ? "Name, IP address and RTSP URL required" : nil)
        var configuration = CameraConfiguration(name: "", address: "", rtspURL: "")
        _ = try form.apply(to: &configuration)
        return configuration
    }

    /// Changes to a stored camera.
    static func change(_ body: JSONBody) throws(APIError) -> CameraForm {
        var body = body
        let form = CameraForm(&body)
        body.forbidEmpty("name", form.name)
        body.forbidEmpty("ip_address", form.address)
        body.forbidEmpty("rtsp_url", form.url)
        try body.validate()
        return form
    }

    /// Whether a password is named, though it may be the one there is.
    var savesPassword: Bool {
        password.value?.isEmpty == false || url.value?.credentials?.password.isEmpty == false
    }

    /// - Returns: what was done beside what was asked for, in sentences.
    func apply(to configuration: inout CameraConfiguration) throws(APIError) -> [String] {
        configuration.name = name.value ?? configuration.name
        configuration.address = address.value ?? configuration.address
        location.set(&configuration.location)
        pollInterval.set(&configuration.pollInterval)
        timeout.set(&configuration.timeout)
        tags.set(&configuration.tags, default: [])
        isEnabled.set(&configuration.isEnabled, default: true)
        let warnings = dropCredentialsOfAnotherHost(&configuration)
        try applyURL(to: &configuration)
        return warnings
    }

    /// What was entered for one host is not sent to another, which may ask for it in clear. Who wants it there says so
    /// by sending it.
    private func dropCredentialsOfAnotherHost(_ configuration: inout CameraConfiguration) -> [String] {
        guard let next = url.value?.host, let old = StreamPlace(configuration.rtspURL)?.host,
            Self.spelling(of: next) != Self.spelling(of: old),
            configuration.hasCredentials || configuration.unreadable != nil
        else { return [] }
        configuration.password = nil
        if savesPassword { return [] }
        configuration.username = nil
        return [
            "The user name and the password were for \(old) and are not sent to \(next): they were dropped. Send them"
                + " with rtsp_url where they are right there, too."
        ]
    }

    /// Equal for two ways of writing one host.
    private static func spelling(of host: String) -> String {
        let text = ((try? HostAddress(parsing: host).text) ?? host).lowercased()
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    /// Credentials inside the URL are taken where none are given apart: forms send the fields they left empty, too.
    private func applyURL(to configuration: inout CameraConfiguration) throws(APIError) {
        username.set(&configuration.username)
        password.set(&configuration.password)
        if configuration.password?.isEmpty == true { configuration.password = nil }
        guard let url = url.value else { return }
        if let credentials = url.credentials { take(credentials, into: &configuration) }
        try configuration.take(url)
    }

    private func take(_ credentials: RTSPCredentials, into configuration: inout CameraConfiguration) {
        if !credentials.username.isEmpty, username.value == nil { configuration.username = credentials.username }
        if !credentials.password.isEmpty, password.value?.isEmpty != false {
            configuration.password = Secret(credentials.password)
        }
    }
}

extension CameraConfiguration {
    /// Clients send back the URL that they were shown: its dots stand for the secrets that are stored.
    fileprivate mutating func take(_ url: RTSPURL) throws(APIError) {
        if url.hasMasks, url.description == rtspURL { return }
        let whole: RTSPURL
        do throws(RTSPError) {
            whole = try url.restoringSecrets(of: try? RTSPURL(streamURL)).hiding(password?.reveal() ?? "")
        } catch {
            let sentence = InvalidValue(error).sentence
            throw .invalid("rtsp_url: \(sentence)", [FieldError("rtsp_url", sentence)])
        }
        rtspURL = whole.description
        secretURL = whole.holdsSecrets ? Secret(whole.plainText) : nil
    }
}

extension InvalidValue {
    fileprivate init(_ error: RTSPError) {
        self.init(error.description.last == "." ? String(error.description.dropLast()) : error.description)
    }
}

extension Schema {
    /// What `RTSPURL` takes. It undoes escapes of HTML and JSON and drops what nobody sees, so that the scheme may be
    /// written in many ways.
    static let rtspURL = Schema.string(
        format: "rtsp-url",
        pattern: "^[\(Pattern.space)]*[^\(Pattern.control)]*"
            + #"([rR][tT][sS][pP][-+.0-9A-Za-z]*:(//|\\\\)[^\#(Pattern.control)]*([A-Za-z_]|[0-9]\.[0-9]+\.|:[0-9]*:)"#
            + #"|[&\\]|[^\x00-\x9F])"#
            + "[^\(Pattern.control)]*[\(Pattern.space)]*$",
        length: 1...2048)
}
