package import Monitoring
package import Web

/// The part of Lapwing's configuration that the API goes by.
package struct APIConfiguration: Sendable, Equatable {
    /// Signs tokens (HS256).
    package var tokenKey: Secret
    package var accessLifetime = Duration.seconds(3600)
    package var refreshLifetime = Duration.seconds(30 * 86_400)
    /// Origins whose pages may call the API; `*` for any.
    package var allowedOrigins = ["http://localhost:3000", "http://localhost:5000"]
    package var trustedProxies = TrustedProxies.none
    /// What this machine is called on itself, besides `localhost`: a page that was opened under another name may be
    /// anybody's.
    package var machineNames: [String] = []
    /// Bytes of a caller's body.
    package var bodyLimit = 1_048_576
    /// Bytes of a body from somebody who has no token.
    package var openBodyLimit = 16_384
    /// Bytes of all bodies that are on their way.
    package var bodyBudget = 64 << 20
    /// What a reader of `/metrics` must present; `nil` to let everyone read.
    package var metricsToken: Secret?
    package var loginThrottle = LoginThrottle.Limits()
    package var passwordCost = PasswordHash.Cost.recommended
    /// The settings before any admin changed them through the API.
    package var settings = Settings()
    /// Those of them that were configured and not left at their defaults.
    package var configuredSettings: Set<SettingName> = []

    package init(tokenKey: Secret) { self.tokenKey = tokenKey }
}
