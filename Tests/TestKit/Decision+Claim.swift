package import Monitoring

extension Decision<Device> {
    /// As if a poll had found what `verdict` says.
    package init(_ claim: Claim<Device>, _ verdict: Verdict<DeviceFacts>, learned: AgentCapabilities? = nil) {
        let outcome = DeviceOutcome(
            at: .now, duration: 0, ping: .answered(latency: 1, loss: 0), snmp: .notConfigured, facts: verdict.facts,
            learned: learned)
        self.init(Poll(claim, outcome), verdict)
    }
}

extension Decision<Camera> {
    /// As if a check had found what `verdict` says.
    package init(_ claim: Claim<Camera>, _ verdict: Verdict<CameraFacts>) {
        self.init(Poll(claim, CameraOutcome(at: .now, duration: 0, result: .up(latency: 1))), verdict)
    }
}
