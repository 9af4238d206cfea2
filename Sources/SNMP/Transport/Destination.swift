/// A device to ask, with what had to be found out before.
struct Destination: Sendable {
    let target: SNMPTarget
    let endpoint: Endpoint
    /// For a user of v3.
    let credential: USMCredential?
}
