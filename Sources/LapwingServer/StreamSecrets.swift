internal import Monitoring
internal import RTSP
internal import Store

extension Store {
    /// Seals the passwords in the URLs of cameras that were stored before there was a place for them.
    func sealStreamSecrets() async throws {
        for camera in try await cameras(CameraFilter()).cameras where camera.configuration.withSealedURL != nil {
            _ = try await updateCamera(camera.id) { $0 = $0.withSealedURL ?? $0 }
        }
    }
}

extension CameraConfiguration {
    /// `nil` where nothing is to be sealed.
    fileprivate var withSealedURL: CameraConfiguration? {
        guard secretURL == nil, unreadable == nil,
            let url = try? RTSPURL(rtspURL).hiding(password?.reveal() ?? ""), url.holdsSecrets, !url.hasMasks
        else { return nil }
        var sealed = self
        sealed.rtspURL = url.description
        sealed.secretURL = Secret(url.plainText)
        return sealed
    }
}
