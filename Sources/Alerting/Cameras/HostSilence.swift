package import Monitoring

/// How much a host that cameras are at does not answer. One that does not serves nobody, so more of its cameras may be
/// asked at once: found dead one after the other, the last of 64 would wait for an hour.
package enum HostSilence {
    /// From this on a host counts as silent.
    package static let isSilent = 3
    /// Cameras of a silent host that are asked at once: no more than a recorder has sessions, should it wake.
    package static let visitsAtOnce = 8

    /// - Parameter silences: of visits in a row.
    /// - Returns: what they are after this one.
    package static func after(_ result: CameraOutcome.Result, _ silences: Int) -> Int {
        switch result {
        case .notAsked: silences
        case .up, .busy, .down(.authentication, _), .down(.stream, _), .down(.media, _): 0
        case .down(.resolve, _), .down(.connect, _): max(silences, isSilent)
        case .down(.tls, _), .down(.rtsp, _): min(silences + 1, isSilent)
        }
    }
}
