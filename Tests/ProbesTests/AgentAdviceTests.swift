import Monitoring
import Testing

@testable import Probes

@Suite struct AgentAdviceTests {
    private let agent = Agent(
        .failed("SNMP does not answer: 10.0.0.1:161 did not answer 3 requests in 3 s"), advice: "Check the community")

    @Test func `a host that answers ping and not SNMP may have another community`() {
        #expect(
            agent.advised(after: .answered(latency: 1, loss: 0)).result
                == .failed("SNMP does not answer: 10.0.0.1:161 did not answer 3 requests in 3 s. Check the community"))
        #expect(agent.advised(after: .notAsked("no socket")).result != agent.result)
    }

    @Test func `a host that answers nothing is not told to have another community`() {
        #expect(agent.advised(after: .silent("No answer to 3 pings of 10.0.0.1")).result == agent.result)
    }

    @Test func `what is answered, and what has no advice, stays as it is`() {
        let answered = Agent(.answered(latency: 2))
        #expect(answered.advised(after: .answered(latency: 1, loss: 0)).result == answered.result)
        let wrong = Agent(.failed("SNMP fails: wrong passphrase"))
        #expect(wrong.advised(after: .answered(latency: 1, loss: 0)).result == wrong.result)
    }
}
