/// A login under way: which challenge is answered, and whether a refusal is to be believed.
///
/// Refusals cost: cameras lock out those who insist. So a login is repeated only for a reason, once for each reason, and
/// never after a second refusal.
struct Login: Sendable {
    private(set) var challenge: AuthenticationChallenge
    /// How often the challenge's nonce was used.
    private(set) var uses = 0
    /// Whether a fresh nonce was already answered after the first.
    private var hasRenewed = false
    private var hasSteppedDown = false
    /// Refusals, but for those that blame the nonce.
    private var refusals = 0

    /// Begins with the strongest challenge, or with a digest no stronger than `weakness`.
    init?(to offered: [AuthenticationChallenge], weakness: Int?) {
        let known = offered.first { challenge in
            weakness.map { challenge.strength <= $0 && challenge.isDigest } ?? false
        }
        guard let challenge = known ?? offered.first else { return nil }
        self.challenge = challenge
    }

    /// The strength of the digest that was tried after a stronger one was refused.
    var learnedWeakness: Int? { hasSteppedDown ? challenge.strength : nil }

    /// The value of `Authorization` for one more request.
    mutating func authorization(
        _ credentials: RTSPCredentials, for method: RTSPRequest.Method, uri: String, cnonce: [UInt8]
    ) -> [UInt8] {
        uses += 1
        return challenge.authorization(credentials, for: method, uri: uri, cnonce: cnonce, count: uses)
    }

    /// Takes another 401. `false` where it gives a reason to try once more, by the challenge that then stands: the same
    /// one with its fresh nonce if the camera says that only the nonce was old; else a weaker digest if there is one,
    /// since some cameras offer an algorithm that they get wrong; else the same one again if the nonce has changed.
    mutating func isRefused(with offered: [AuthenticationChallenge]) -> Bool {
        let fresh = offered.first { $0.strength == challenge.strength && $0.nonce != challenge.nonce }
        if let fresh, fresh.isStale, !hasRenewed {
            hasRenewed = true
            answer(fresh)
            return false
        }
        refusals += 1
        guard refusals < 2 else { return true }
        // Never down to Basic, which shows the password to everybody on the way.
        if let weaker = offered.first(where: { $0.strength < challenge.strength && $0.isDigest }) {
            hasSteppedDown = true
            answer(weaker)
            return false
        }
        guard let fresh, !hasRenewed else { return true }
        hasRenewed = true
        answer(fresh)
        return false
    }

    private mutating func answer(_ next: AuthenticationChallenge) {
        if next.nonce != challenge.nonce { uses = 0 }
        challenge = next
    }
}
