/// What a simulated camera has seen under one profile.
package struct CameraJournal: Sendable, Equatable {
    /// Requests, those with a login included.
    package var requests = 0
    /// Requests with `Authorization`.
    package var logins = 0
    /// Logins that it refused as wrong: what a lockout counts.
    package var failedLogins = 0
    /// Connections on which a request of the profile came.
    package var connections = 0
}
