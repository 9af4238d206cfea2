internal import Monitoring
internal import NIOConcurrencyHelpers

/// Remembers which tokens were found to be signed by us, so that each is judged once and not at each request. Only good
/// tokens get in; whether one has expired or was revoked is asked again each time. Two generations bound it: when the
/// younger is full, the older is forgotten.
final class VerifiedTokens: Sendable {
    private struct Generations {
        var younger: [ByteText: TokenClaims] = [:]
        var older: [ByteText: TokenClaims] = [:]
    }

    private let capacity: Int
    private let generations = NIOLockedValueBox(Generations())

    init(capacity: Int) { self.capacity = capacity }

    subscript(token: String) -> TokenClaims? {
        get {
            generations.withLockedValue { generations in
                if let claims = generations.younger[ByteText(token)] { return claims }
                guard let claims = generations.older[ByteText(token)] else { return nil }
                insert(token, claims, into: &generations)
                return claims
            }
        }
        set {
            guard let newValue else { return }
            generations.withLockedValue { insert(token, newValue, into: &$0) }
        }
    }

    private func insert(_ token: String, _ claims: TokenClaims, into generations: inout Generations) {
        if generations.younger.count >= capacity / 2 {
            generations.older = generations.younger
            generations.younger = [:]
        }
        generations.younger[ByteText(token)] = claims
    }

    var count: Int { generations.withLockedValue { $0.younger.count + $0.older.count } }
}
