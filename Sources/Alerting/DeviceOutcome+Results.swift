internal import Monitoring

/// What a device's answers say of its checks; `nil` where it was not asked properly, which says nothing.
extension DeviceOutcome {
    var reachability: CheckResult? {
        switch (ping, snmp) {
        case (.answered, _), (_, .answered), (_, .refused): .passed
        case (.notAsked, _), (_, .notAsked): nil
        case (.silent, .failed), (.silent, .notConfigured): .failed
        }
    }

    /// A device that does not answer at all says nothing of its SNMP agent in particular.
    var agent: CheckResult? {
        switch (snmp, ping) {
        case (.answered, _): .passed
        case (.failed, .answered), (.refused, _): .failed
        case (.failed, .silent), (.failed, .notAsked), (.notConfigured, _), (.notAsked, _): nil
        }
    }

    /// Milliseconds of the fastest answer.
    var latency: Double? {
        switch (ping, snmp) {
        case (.answered(let echo, _), .answered(let reply)): min(echo, reply)
        case (.answered(let latency, _), _), (_, .answered(let latency)): latency
        case (.silent, _), (.notAsked, _): nil
        }
    }

    /// Why a device that does not answer is taken for down.
    var silence: String {
        let reason = silenceAlone
        return note.map { Message.annotated(reason, $0) } ?? reason
    }

    private var silenceAlone: String {
        switch (ping, snmp) {
        case (.silent(let ping), .failed(let snmp)): Message.both(ping, snmp)
        case (.silent(let reason), _), (_, .failed(let reason)): reason
        case (.answered, _), (.notAsked, _): ""
        }
    }

    /// Why Lapwing itself could not ask it, where that is so.
    var obstacle: String? {
        switch (ping, snmp) {
        case (.notAsked(let ping), .notAsked(let snmp)): Message.both(ping, snmp)
        case (.notAsked(let reason), _), (_, .notAsked(let reason)): reason
        default: nil
        }
    }
}
