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

    /// - Parameter timeout: seconds for the whole visit.
    init(url text: String, timeout: Double?) async throws {
        let parsed: RTSPURL
        do throws(RTSPError) {
            parsed = try RTSPURL(text)
        } catch {
            throw ValidationError(error.description)
        }
        url = "\(parsed.withoutCredentials)"
        let camera = CameraConfiguration(name: url, address: parsed.host, rtspURL: text)
        let client = RTSPClient(group: .singletonMultiThreadedEventLoopGroup)
        let probe = timeout.map { CameraProbe(client: client, timeout: .seconds($0)) } ?? CameraProbe(client: client)
        outcome = await probe.check(camera)
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

extension CameraReport {
    private struct Report: Encodable {
        var kind = "camera"
        var target: String
        var status: CheckVerdict
        var latency: Double?
        /// The step that failed.
        var step: String?
        var reason: String?
        var codec: String?
        var width: Int?
        var height: Int?
        var fps: Double?
    }

    var json: String {
        var report = Report(
            target: url, status: verdict, codec: outcome.facts.codec, width: outcome.facts.width,
            height: outcome.facts.height, fps: outcome.facts.fps)
        switch outcome.result {
        case .up(let latency): report.latency = latency
        case .busy(let reason), .notAsked(let reason): report.reason = reason
        case .down(let rung, let reason): (report.step, report.reason) = ("\(rung)", reason)
        }
        return JSONLine.line(report)
    }
}
