/// A login under way: which challenge is answered, and whether a refusal is to be believed.
///
/// Refusals cost: cameras lock out those who insist. So a second 401 is the end of the login, unless the camera says that
/// only the nonce was old (`stale=true`), and that once.
struct Login: Sendable {
    private(set) var challenge: AuthenticationChallenge
    /// How often the challenge's nonce was used.
    private(set) var uses = 0
    /// Whether a stale nonce was already replaced.
    private var hasRenewed = false
    /// The strongest digest below the one that is answered.
    private let weaker: Int?

    /// Begins with the strongest challenge, or with a digest no stronger than `weakness`.
    init?(to offered: [AuthenticationChallenge], weakness: Int?) {
        let known = offered.first { challenge in
            weakness.map { challenge.strength <= $0 && challenge.isDigest } ?? false
        }
        guard let challenge = known ?? offered.first else { return nil }
        self.challenge = challenge
        // Never down to Basic, which shows the password to everybody on the way.
        weaker = offered.first { $0.strength < challenge.strength && $0.isDigest }?.strength
    }

    /// The strength of the digest to begin with the next time, should this one be refused: some cameras offer an
    /// algorithm that they get wrong. `nil` begins with the strongest again.
    var weaknessIfRefused: Int? { weaker }

    /// The value of `Authorization` for one more request.
    mutating func authorization(
        _ credentials: RTSPCredentials, for method: RTSPRequest.Method, uri: String, cnonce: [UInt8]
    ) -> [UInt8] {
        uses += 1
        return challenge.authorization(credentials, for: method, uri: uri, cnonce: cnonce, count: uses)
    }

    /// The last request was not sent: its connection was closed before.
    mutating func wasNotSent() { uses -= 1 }

    /// Takes another 401. `false` where the camera says that the nonce alone was old: its fresh one is answered then.
    mutating func isRefused(with offered: [AuthenticationChallenge]) -> Bool {
        let fresh = offered.first {
            $0.strength == challenge.strength && $0.nonce != challenge.nonce && $0.isStale
        }
        guard let fresh, !hasRenewed else { return true }
        hasRenewed = true
        uses = 0
        challenge = fresh
        return false
    }
}
