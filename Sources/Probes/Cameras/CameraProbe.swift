internal import ICMP
package import Monitoring
package import RTSP

/// Checks cameras: one short visit each, as far as the description of the stream.
package struct CameraProbe: Sendable {
    private let client: RTSPClient
    private let timeout: Duration
    private let names: AddressBook

    /// - Parameters:
    ///   - timeout: for a whole check of a camera that says no other.
    ///   - names: what `client` looks hosts up by.
    package init(
        client: RTSPClient, timeout: Duration = .seconds(CameraConfiguration.usualTimeout),
        names: AddressBook = AddressBook()
    ) {
        self.client = client
        self.timeout = timeout
        self.names = names
    }

    /// Those that a name stands for, as texts; none where that cannot be found out.
    package func addresses(of host: String) async -> [String] {
        switch await names.find(host) {
        case .addresses(let addresses), .lastKnown(let addresses, _): addresses.map(\.description)
        case .unknown, .failed: []
        }
    }

    /// Visits the camera once. Where its credentials may not be offered, because it refused them, it is asked without
    /// them: it can still be found dead, or to serve everybody.
    package func check(_ camera: Camera, offer: CredentialsOffer) async -> CameraOutcome {
        if let known = camera.facts.addresses { names.recall(known) }
        return await check(camera.configuration, offer: offer)
    }

    /// As above, for a camera that is not stored.
    package func check(_ camera: CameraConfiguration, offer: CredentialsOffer = .offered) async -> CameraOutcome {
        let clock = ContinuousClock()
        let start = clock.now
        var outcome = await visit(camera, offer)
        outcome.duration = (clock.now - start).seconds
        if let host = (try? RTSPURL(camera.streamURL))?.host {
            outcome.facts.addresses = names.known(of: host)
            outcome.note = names.note(of: host)
        }
        return outcome
    }

    private func visit(_ camera: CameraConfiguration, _ offer: CredentialsOffer) async -> CameraOutcome {
        if let reason = camera.unreadable { return CameraOutcome(.notAsked(reason)) }
        let url: RTSPURL
        do throws(RTSPError) {
            url = try RTSPURL(camera.streamURL).hiding(camera.password?.reveal() ?? "")
        } catch {
            return CameraOutcome(.down(.resolve, error.description))
        }
        let credentials = camera.credentials ?? url.credentials
        let visit = await client.describe(
            url.withoutCredentials, credentials: offer == .offered ? credentials : nil,
            timeout: camera.timeout.map { .seconds($0) } ?? timeout, aliases: [camera.address])
        var outcome = CameraOutcome(visit, withholding: credentials == nil ? .offered : offer)
        if offer == .offered, credentials != nil { outcome.login = LoginAnswer(visit) }
        return outcome
    }
}

extension CameraOutcome {
    fileprivate init(_ result: Result, facts: CameraFacts = CameraFacts()) {
        self.init(at: .now, duration: 0, result: result, facts: facts)
    }

    fileprivate init(_ visit: RTSPVisit, withholding offer: CredentialsOffer) {
        switch visit.result {
        case .described(let description):
            self.init(.up(latency: visit.latency.seconds * 1000), facts: CameraFacts(description.videoFormat))
        case .answered: self.init(.up(latency: visit.latency.seconds * 1000))
        case .failed(let error): self.init(Result(error, offer))
        }
    }
}

extension LoginAnswer {
    /// What a visit that had credentials says of them; `nil` where they were not asked for, or the answer is about
    /// something else, such as the path.
    fileprivate init?(_ visit: RTSPVisit) {
        guard visit.offeredCredentials else { return nil }
        switch visit.error?.code {
        case nil, .noVideo: self = .accepted
        case .credentialsRejected: self = .refused
        case .forbidden: self = .turnedAway("403")
        case .closed, .reset: self = .turnedAway("hang-up")
        case .status(let status) where Self.turnAway.contains(status): self = .turnedAway("\(status)")
        default: return nil
        }
    }

    /// Not what is about the path, the session or the time of day: 404, 408, 410, 454 and the like.
    private static let turnAway: Set<Int> = [400, 402, 405, 407, 423, 429]
}

extension CameraConfiguration {
    fileprivate var credentials: RTSPCredentials? {
        let (user, password) = (username ?? "", password?.reveal() ?? "")
        return user.isEmpty && password.isEmpty ? nil : RTSPCredentials(username: user, password: password)
    }
}

extension CameraFacts {
    fileprivate init(_ format: VideoFormat?) {
        self.init(
            codec: format?.codec, width: format?.width, height: format?.height, fps: format?.fps,
            bitrate: format?.bitrate)
        isDescribed = true
    }
}

extension CameraOutcome.Result {
    fileprivate init(_ error: RTSPError, _ offer: CredentialsOffer) {
        switch (error.code, error.rung, offer) {
        case (.busy, _, _): self = .busy(error.description)
        case (.credentialsRequired, _, .withheld(let why)): self = .down(.authentication, why)
        case (_, nil, _): self = .notAsked(error.description)
        case (_, let rung?, _): self = .down(CameraRung(rung), error.description)
        }
    }
}

extension CameraRung {
    fileprivate init(_ rung: RTSPRung) {
        switch rung {
        case .resolve: self = .resolve
        case .connect: self = .connect
        case .tls: self = .tls
        case .rtsp: self = .rtsp
        case .authentication: self = .authentication
        case .stream: self = .stream
        }
    }
}

extension Duration {
    fileprivate var seconds: Double { self / .seconds(1) }
}
