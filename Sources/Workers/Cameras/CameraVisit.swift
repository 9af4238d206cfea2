internal import Alerting
internal import Monitoring
internal import Store

/// One visit to a camera: whether its credentials may be offered, the visit, and what it teaches those who come next.
struct CameraVisit: Sendable {
    private let claim: Claim<Camera>
    private let login: CameraLogin?
    private let store: Store
    private let clock: ServerClock
    private let trouble: LogThrottle

    /// Between two looks at a login that somebody else is trying.
    private static let pause = Duration.milliseconds(250)

    init(
        _ claim: Claim<Camera>, addresses: [String], store: Store, clock: ServerClock, trouble: LogThrottle
    ) {
        self.claim = claim
        login = CameraLogin(of: claim.subject, at: addresses)
        self.store = store
        self.clock = clock
        self.trouble = trouble
    }

    /// - Returns: `nil` where what is known of the login cannot be read or kept: a password is not offered blindly.
    func make(_ probe: CameraPolls.Probe) async -> CameraOutcome? {
        do {
            let outcome = try await outcome(probe)
            try await noteSilence(outcome.result)
            return outcome
        } catch is CancellationError {
            return nil
        } catch {
            let configuration = claim.subject.configuration
            trouble.log(
                "\(configuration.name) (\(configuration.address)) will be checked later, because what is known of its"
                    + " login and host could not be stored: \(error)")
            return nil
        }
    }

    private func outcome(_ probe: CameraPolls.Probe) async throws -> CameraOutcome {
        guard let login else { return await probe(claim.subject, .offered) }
        let (offer, known) = try await approach(login)
        var outcome = await probe(claim.subject, offer)
        guard offer == .offered else { return outcome }
        let lesson = outcome.login.map { LoginLesson($0, to: login, known: known, at: clock.now()) }
        if lesson?.learned != nil || !known.isProven {
            try await store.finishLogin(login, learned: lesson?.learned)
        }
        outcome.result = lesson?.result ?? outcome.result
        return outcome
    }

    private func approach(_ login: CameraLogin) async throws -> (CredentialsOffer, LoginKnowledge) {
        while true {
            try Task.checkCancellation()
            let now = clock.now()
            let (decision, known) = try await store.approachLogin(
                login, offering: LoginDecision.offer, until: now + longest,
                decide: {
                    LoginQuestion(login, known: $0, insistsSince: claim.knowledge.insistsSince, now: now).decision
                })
            switch decision {
            case .offer: return (.offered, known)
            case .withhold(let why): return (.withheld(why), known)
            case .wait: try await clock.sleep(Self.pause)
            }
        }
    }

    /// That of the visit, and some for what is written after it.
    private var longest: Duration {
        .seconds((claim.subject.configuration.timeout ?? CameraConfiguration.usualTimeout) + 5)
    }

    private func noteSilence(_ result: CameraOutcome.Result) async throws {
        let silences = HostSilence.after(result, claim.knowledge.silences)
        guard silences != claim.knowledge.silences, let place = StreamPlace(claim.subject.configuration.streamURL)
        else {
            return
        }
        try await store.note(silences: silences, at: place)
    }
}
