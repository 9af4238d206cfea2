import Foundation
import ICMP
import Monitoring
import Probes
import SNMP

/// What one poll of a device saw.
struct DeviceReport: CheckReport {
    private let address: String
    private let outcome: DeviceOutcome

    init(_ device: DeviceConfiguration) async {
        address = device.address
        let (pinger, snmp) = (Pinger(), SNMPClient())
        outcome = await DeviceProbe(pinger: pinger, snmp: snmp).poll(device)
        pinger.close()
        snmp.close()
    }

    var verdict: CheckVerdict {
        switch (outcome.ping, outcome.snmp) {
        case (.answered, _), (_, .answered), (_, .refused): .up
        case (.notAsked, _), (_, .notAsked): .unknown
        default: .down
        }
    }

    var lines: [String] { ["ping   \(ping)", "snmp   \(snmp)"] + facts + [conclusion] }

    private var ping: String {
        switch outcome.ping {
        case .answered(let latency, let loss):
            "answers in \(String(format: "%.2f", latency)) ms"
                + (loss > 0 ? ", \(Int(loss * 100)) % of the echoes lost" : "")
        case .silent(let reason), .notAsked(let reason): reason
        }
    }

    private var snmp: String {
        switch outcome.snmp {
        case .answered(let latency): "answers in \(String(format: "%.2f", latency)) ms"
        case .failed(let reason), .refused(let reason), .notAsked(let reason): reason
        case .notConfigured: "not asked"
        }
    }

    private var facts: [String] {
        [
            ("name", outcome.facts.sysName), ("is", outcome.facts.sysDescr), ("place", outcome.facts.location),
            ("up for", outcome.facts.uptime.map { "\(Duration.seconds($0).formatted())" }),
            ("learned", outcome.learned?.fingerprint),
        ].compactMap { label, text in text.map { "       \(label): \($0)" } }
    }

    private var conclusion: String {
        switch (verdict, outcome.snmp) {
        case (.up, .failed), (.up, .refused): "\(address) is online, but SNMP does not work"
        case (.up, _): "\(address) is online"
        case (.down, _): "\(address) is offline: neither question was answered"
        case (.unknown, _): "\(address) could not be asked from this machine, which says nothing of it"
        }
    }
}

extension DeviceReport {
    private struct Answer: Encodable {
        var answered: Bool
        var latency: Double?
        var loss: Double?
        var reason: String?
    }

    private struct Report: Encodable {
        var kind = "device"
        var target: String
        var status: CheckVerdict
        var ping: Answer
        var snmp: Answer?
        var sysName: String?
        var sysDescr: String?
        var location: String?
        var uptime: Int64?
        var learned: String?
        var conclusion: String
    }

    var json: String {
        JSONLine.line(
            Report(
                target: address, status: verdict, ping: pingAnswer, snmp: snmpAnswer, sysName: outcome.facts.sysName,
                sysDescr: outcome.facts.sysDescr, location: outcome.facts.location, uptime: outcome.facts.uptime,
                learned: outcome.learned?.fingerprint, conclusion: conclusion))
    }

    private var pingAnswer: Answer {
        guard case .answered(let latency, let loss) = outcome.ping else { return Answer(answered: false, reason: ping) }
        return Answer(answered: true, latency: latency, loss: loss)
    }

    private var snmpAnswer: Answer? {
        switch outcome.snmp {
        case .answered(let latency): Answer(answered: true, latency: latency)
        case .notConfigured: nil
        default: Answer(answered: false, reason: snmp)
        }
    }
}
