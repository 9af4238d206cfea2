package import Monitoring
package import RTSP

/// Checks cameras: one short visit each, as far as the description of the stream.
package struct CameraProbe: Sendable {
    private let client: RTSPClient
    private let timeout: Duration

    /// - Parameter timeout: for a whole check.
    package init(client: RTSPClient, timeout: Duration = .seconds(8)) {
        self.client = client
        self.timeout = timeout
    }

    /// Visits the camera once. Where its credentials may not be offered, because it refused them, it is asked without
    /// them: it can still be found dead, or to serve everybody.
    package func check(_ camera: Camera, mayOfferCredentials: Bool) async -> CameraOutcome {
        await check(camera.configuration, mayOfferCredentials: mayOfferCredentials)
    }

    /// As above, for a camera that is not stored.
    package func check(_ camera: CameraConfiguration, mayOfferCredentials: Bool = true) async -> CameraOutcome {
        let clock = ContinuousClock()
        let start = clock.now
        let (result, facts) = await visit(camera, mayOfferCredentials: mayOfferCredentials)
        return CameraOutcome(at: .now, duration: (clock.now - start).seconds, result: result, facts: facts)
    }

    private func visit(
        _ camera: CameraConfiguration, mayOfferCredentials: Bool
    ) async -> (CameraOutcome.Result, CameraFacts) {
        if let reason = camera.unreadable { return (.notAsked(reason), CameraFacts()) }
        let url: RTSPURL
        do throws(RTSPError) {
            url = try RTSPURL(camera.streamURL).hiding(camera.password?.reveal() ?? "")
        } catch {
            return (.down(.resolve, error.description), CameraFacts())
        }
        let credentials = mayOfferCredentials ? camera.credentials ?? url.credentials : nil
        let visit = await client.describe(
            url.withoutCredentials, credentials: credentials, timeout: timeout, aliases: [camera.address])
        switch visit.result {
        case .described(let description):
            return (.up(latency: visit.latency.seconds * 1000), CameraFacts(description.videoFormat))
        case .answered:
            return (.up(latency: visit.latency.seconds * 1000), CameraFacts())
        case .failed(let error):
            let withholds = !mayOfferCredentials && (camera.credentials ?? url.credentials) != nil
            return (CameraOutcome.Result(error, withholdsCredentials: withholds), CameraFacts())
        }
    }
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
    fileprivate init(_ error: RTSPError, withholdsCredentials: Bool) {
        switch (error.code, error.rung) {
        case (.busy, _): self = .busy(error.description)
        case (.credentialsRequired, _) where withholdsCredentials:
            self = .down(
                .authentication,
                "The camera's password was refused and is not offered again until it is changed: cameras lock out"
                    + " those who insist.")
        case (.credentialsRejected, _):
            self = .down(.authentication, "\(error) They are not offered again until they are changed.")
        case (_, nil): self = .notAsked(error.description)
        case (_, let rung?): self = .down(CameraRung(rung), error.description)
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
