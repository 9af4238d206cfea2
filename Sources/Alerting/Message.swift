internal import Monitoring

/// Every text that alerting writes: sentences for operators.
enum Message {
    /// Why neither answered; one reason can be behind both.
    static func both(_ ping: String, _ snmp: String) -> String {
        ping == snmp ? ping : "\(ping.withoutFullStop), and \(snmp.withLowercaseStart)"
    }

    static func unconfirmed(_ reason: String, _ count: Int, of all: Int) -> String {
        "Not confirmed yet (\(count) of \(all) polls): \(reason)"
    }

    static func recovering(_ count: Int, of all: Int) -> String {
        "Answers again, not confirmed yet (\(count) of \(all) polls)"
    }

    static func snmpRecovering(_ count: Int, of all: Int) -> String {
        "SNMP answers again, not confirmed yet (\(count) of \(all) polls)"
    }

    static func snmp(_ reason: String) -> String {
        reason.contains("SNMP") ? reason : "SNMP: \(reason)"
    }

    /// Lapwing itself could not ask, for this reason: what is known of the subject is from before.
    static func notAsked(_ reason: String) -> String { "Could not be asked: \(reason.withLowercaseStart)" }

    static func snmpNotAsked(_ reason: String) -> String { "SNMP could not be asked: \(reason.withLowercaseStart)" }

    /// With what else is to be known of how it came about.
    static func annotated(_ reason: String, _ note: String) -> String { "\(reason.withoutFullStop). \(note)" }

    static func unreachable(behind parent: Parent?) -> String {
        guard let parent else { return "Unreachable" }
        let state = parent.reachability.hard == .unreachable ? "unreachable" : "offline"
        return "Unreachable: its parent \(parent.name) is \(state)"
    }

    static func awaiting(_ parent: Parent?, _ reason: String) -> String {
        guard let parent else { return reason }
        return "Waiting for a poll of its parent \(parent.name): \(reason)"
    }

    /// Whom a text is about: its name, and its address where that is another.
    struct Subject {
        private let text: String

        init<Subject: Watched>(_ subject: Subject) {
            let (name, address) = (subject.configuration.name, subject.configuration.address)
            text = "\(Subject.kind.title) \(name == address ? name : "\(name) (\(address))")"
        }

        func isOffline(_ reason: String) -> String { "\(text) is offline: \(reason)" }

        func isBusy(for duration: Duration, _ reason: String) -> String {
            "\(text) answers, but has been busy for \(duration.inWords): \(reason)"
        }

        func isBack(after outage: Duration) -> String { "\(text) is back online after \(outage.inWords)" }

        func hasNoSNMP(_ reason: String) -> String { "\(text) answers ping but not SNMP: \(reason)" }

        func isRefusedSNMP(_ reason: String) -> String { "\(text) answers, but not over SNMP: \(reason)" }

        var isUnstable: String { "\(text) is unstable: \(Self.comingAndGoing)" }

        var hasUnstableSNMP: String { "SNMP of \(text.withLowercaseStart) is unstable: \(Self.comingAndGoing)" }

        private static let comingAndGoing =
            "it keeps coming and going. Single changes are not told until it is steady; an outage that lasts is."
    }
}

extension String {
    fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }

    /// For the middle of a sentence; an abbreviation keeps its capitals.
    fileprivate var withLowercaseStart: String {
        guard let first, let second = dropFirst().first, !second.isUppercase else { return self }
        return first.lowercased() + dropFirst()
    }
}
