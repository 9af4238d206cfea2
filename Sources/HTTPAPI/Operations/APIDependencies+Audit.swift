internal import Monitoring
internal import Store
internal import Web

extension APIDependencies {
    /// Records who did what.
    func audit(_ call: Call, _ caller: Caller, _ action: String, _ detail: String) async throws {
        try await store.audit(
            user: caller.user.id, username: caller.user.username, address: call.peer.address, action: action,
            detail: detail)
    }
}
