package import Monitoring

/// What an answer to credentials teaches, for the visits to come.
package struct LoginLesson: Sendable, Equatable {
    /// What is to be remembered from now on; `nil` where nothing is new.
    package let learned: LoginKnowledge?
    /// What the visit found, where the answer says more than the visit alone could tell.
    package let result: CameraOutcome.Result?

    /// What was accepted is written again after this, so that it is not forgotten as unused.
    private static let freshness = Duration.seconds(86_400)

    package init(_ answer: LoginAnswer, to login: CameraLogin, known: LoginKnowledge, at now: Timestamp) {
        switch answer {
        case .accepted:
            let isNew = [known.stream, known.endpoint].contains { record in
                guard let record, record.isProven else { return true }
                return !(Duration.zero..<Self.freshness).contains(now - record.updatedAt)
            }
            let isClear = known.host?.isRefused != true
            learned = isNew || !isClear ? known.accepted(by: login, at: now) : nil
            result = nil
        case .refused:
            let next = known.refused(by: login, at: now)
            learned = next
            result = next.endpoint.map { .down(.authentication, LoginSentence.refused($0, at: login.place)) }
        case .turnedAway(let how):
            let next = known.turnedAway(how, by: login, at: now)
            learned = next
            result = next.endpoint.flatMap { $0.isBelieved ? $0 : nil }
                .map { .down(.authentication, LoginSentence.refused($0, at: login.place)) }
        }
    }
}

extension LoginRecord {
    fileprivate init(by login: CameraLogin, at now: Timestamp, after known: LoginRecord?) {
        self = known ?? LoginRecord(camera: login.camera, cameraName: login.cameraName, updatedAt: now)
        camera = login.camera
        cameraName = login.cameraName
        updatedAt = now
        triedUntil = nil
    }

    fileprivate var isBelieved: Bool { answer == Self.wrongPassword || refusals >= Self.believedTurnedAway }

    fileprivate mutating func accept(at now: Timestamp) {
        acceptedAt = now
        refusals = 0
        (refusedAt, answer, retryAt) = (nil, nil, nil)
    }

    /// A password that has worked may have been refused by a camera that was starting, or had locked us out for
    /// somebody else's mistakes; one that never has is wrong until somebody changes it.
    fileprivate mutating func refuse(at now: Timestamp) {
        refusals += 1
        refusedAt = now
        answer = Self.wrongPassword
        retryAt = hasWorked ? now + .seconds(3600) : nil
    }

    fileprivate mutating func turnAway(_ how: String, at now: Timestamp) {
        if isRefused, answer == Self.wrongPassword { return refuse(at: now) }
        refusals += 1
        refusedAt = now
        answer = how
        retryAt = isBelieved ? now + pause : nil
    }

    /// It grows, since a camera that keeps turning a login away may count.
    private var pause: Duration {
        let minutes = hasWorked ? [5, 15, 60] : [5, 15, 60, 240, 720, 1440]
        return .seconds(60 * minutes[min(max(refusals - Self.believedTurnedAway, 0), minutes.count - 1)])
    }
}

extension LoginKnowledge {
    fileprivate func accepted(by login: CameraLogin, at now: Timestamp) -> LoginKnowledge {
        var next = self
        next.stream = LoginRecord(by: login, at: now, after: stream)
        next.stream?.accept(at: now)
        next.endpoint = LoginRecord(by: login, at: now, after: endpoint)
        next.endpoint?.accept(at: now)
        if host != nil {
            next.host = LoginRecord(by: login, at: now, after: host)
            next.host?.accept(at: now)
        }
        return next
    }

    fileprivate func refused(by login: CameraLogin, at now: Timestamp) -> LoginKnowledge {
        var next = self
        next.endpoint = LoginRecord(by: login, at: now, after: endpoint)
        next.endpoint?.refuse(at: now)
        next.host = LoginRecord(by: login, at: now, after: host)
        next.host?.refuse(at: now)
        return next
    }

    fileprivate func turnedAway(_ how: String, by login: CameraLogin, at now: Timestamp) -> LoginKnowledge {
        var next = self
        next.endpoint = LoginRecord(by: login, at: now, after: endpoint)
        next.endpoint?.turnAway(how, at: now)
        next.stream = LoginRecord(by: login, at: now, after: stream)
        next.stream?.follow(next.endpoint)
        return next
    }
}

extension LoginRecord {
    /// The pause is the endpoint's: it grows with every stream that is turned away.
    fileprivate mutating func follow(_ endpoint: LoginRecord?) {
        guard let endpoint else { return }
        (refusals, refusedAt, answer) = (endpoint.refusals, endpoint.refusedAt, endpoint.answer)
        retryAt = endpoint.retryAt
    }
}
