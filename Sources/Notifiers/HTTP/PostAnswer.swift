/// What a service answered to a post, and what follows from it.
struct PostAnswer: Sendable, Equatable {
    var status: Int
    /// The headers `Retry-After` and `Date`.
    var retryAfter: String?
    var date: String?
    /// Its first octets.
    var body: [UInt8]

    /// - Parameters:
    ///   - trouble: what the service itself says is wrong; else the status decides.
    ///   - now: seconds since 1970.
    /// - Returns: the answer for the record if the message was taken.
    func receipt(of post: Post, trouble: PostTrouble? = nil, now: Int64) throws(NotifierError) -> String {
        let shown = shown(for: post)
        let pause = RetryAfter.seconds(retryAfter, date: date, now: now).map { Duration.seconds($0) }
        guard let trouble = trouble ?? usualTrouble(shown, hasPause: pause != nil) else { return shown }
        throw NotifierError(
            isRetryable: trouble.isRetryable, description: "The \(post.address) \(post.cleaned(trouble.what))",
            retryAfter: trouble.retryAfter ?? pause, scope: trouble.scope)
    }

    /// What the status alone says.
    private func usualTrouble(_ shown: String, hasPause: Bool) -> PostTrouble? {
        switch status {
        case 200..<300: nil
        case 300..<400: .receiver("answered with a redirect, which is not followed")
        case 429: .rate("takes no more messages for now (\(shown))")
        case 503 where hasPause: .rate("takes no more messages for now (\(shown))")
        case 408, 425, 500...: .passing("failed (\(shown))")
        case 400, 413, 415, 422: .message("refused the message (\(shown))")
        default: .receiver("refused the message (\(shown))")
        }
    }

    /// `404 no_service`: the status and the beginning of a text; a page is not worth showing.
    func shown(for post: Post) -> String {
        let excerpt = isPage ? "" : String(post.cleaned(text).prefix(80))
        return excerpt.isEmpty ? "\(status)" : "\(status) \(excerpt)"
    }

    /// What of the body can be printed.
    var text: String { String(decoding: body.filter { (32...126).contains($0) }, as: UTF8.self) }

    var isPage: Bool { body.first { $0 > 32 } == UInt8(ascii: "<") }
}

/// Why a service did not take a message.
struct PostTrouble: Sendable, Equatable {
    /// Goes on after the name of the service: `refused the message (400)`.
    var what: String
    var isRetryable: Bool
    var scope: NotifierError.Scope
    /// If it is not in the header `Retry-After`.
    var retryAfter: Duration?

    /// Others may pass.
    static func message(_ what: String) -> PostTrouble {
        PostTrouble(what: what, isRetryable: false, scope: .message)
    }

    /// None passes until somebody mends it.
    static func receiver(_ what: String) -> PostTrouble {
        PostTrouble(what: what, isRetryable: false, scope: .receiver)
    }

    /// None passes now.
    static func passing(_ what: String) -> PostTrouble {
        PostTrouble(what: what, isRetryable: true, scope: .receiver)
    }

    /// Too many.
    static func rate(_ what: String, retryAfter: Duration? = nil) -> PostTrouble {
        PostTrouble(what: what, isRetryable: true, scope: .rate, retryAfter: retryAfter)
    }
}
