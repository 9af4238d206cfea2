import ArgumentParser
import Foundation
import Monitoring
import NIOPosix
import Probes
import RTSP

/// What one visit to a camera saw, step by step.
struct CameraReport: CheckReport {
    private let url: String
    private let outcome: CameraOutcome

    init(url text: String) async throws {
        let parsed: RTSPURL
        do throws(RTSPError) {
            parsed = try RTSPURL(text)
        } catch {
            throw ValidationError(error.description)
        }
        url = "\(parsed.withoutCredentials)"
        let camera = CameraConfiguration(name: url, address: parsed.host, rtspURL: text)
        outcome = await CameraProbe(client: RTSPClient(group: .singletonMultiThreadedEventLoopGroup)).check(camera)
    }

    var verdict: CheckVerdict {
        switch outcome.result {
        case .up: .up
        case .down: .down
        case .busy, .notAsked: .unknown
        }
    }

    var lines: [String] {
        switch outcome.result {
        case .up(let latency): climbed(upTo: nil) + facts + ["\(url) is online after \(Int(latency)) ms"]
        case .busy(let reason): ["busy   \(reason)", "\(url) answers, which does not tell whether it has a picture"]
        case .down(let rung, let reason): climbed(upTo: rung) + ["✗ \(rung)  \(reason)", "\(url) is offline"]
        case .notAsked(let reason): [reason, "\(url) could not be asked from this machine, which says nothing of it"]
        }
    }

    /// The steps that were taken, before the one that failed.
    private func climbed(upTo broken: CameraRung?) -> [String] {
        let isPlain = url.hasPrefix("rtsp://")
        return CameraRung.allCases
            .filter { $0 < broken ?? .media && !($0 == .tls && isPlain) }
            .map { "✓ \($0)" }
    }

    private var facts: [String] {
        let size = outcome.facts.width.flatMap { width in outcome.facts.height.map { "\(width)×\($0)" } }
        let rate = outcome.facts.fps.map { "\($0.formatted()) frames a second" }
        let stream = [outcome.facts.codec, size, rate].compactMap { $0 }.joined(separator: ", ")
        return stream.isEmpty ? [] : ["  \(stream)"]
    }
}
