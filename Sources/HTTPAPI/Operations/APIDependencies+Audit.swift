internal import Monitoring
internal import Store
internal import Web

extension Call {
    /// Of what is written together with it.
    func audit(_ caller: Caller, _ action: String, _ detail: String) -> AuditLine {
        AuditLine(
            user: caller.user.id, username: caller.user.username, address: peer.address, action: action, detail: detail)
    }
}

extension APIDependencies {
    /// Records who did what.
    func audit(_ call: Call, _ caller: Caller, _ action: String, _ detail: String) async throws {
        try await store.audit(call.audit(caller, action, detail))
    }
}
