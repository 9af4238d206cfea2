package import Monitoring

/// What to do with a camera's credentials at a visit.
package enum LoginDecision: Sendable, Equatable {
    case offer
    /// Why not, in a sentence.
    case withhold(String)
    /// Somebody else waits for the answer to the same login: a second refusal would be one too many.
    case wait
}

/// Whether credentials may be offered. Cameras lock out those who insist: what one camera of a recorder was refused,
/// the others do not offer.
package struct LoginQuestion: Sendable {
    private let login: CameraLogin
    private let known: LoginKnowledge
    /// Since when somebody wants them tried again, who tested the camera or saved its password.
    private let insistsSince: Timestamp?
    private let now: Timestamp

    package init(_ login: CameraLogin, known: LoginKnowledge, insistsSince: Timestamp?, now: Timestamp) {
        self.login = login
        self.known = known
        self.insistsSince = insistsSince
        self.now = now
    }

    package var decision: LoginDecision {
        if let record = bar { return .withhold(sentence(about: record)) }
        let isTried = known.endpoint?.triedUntil.map { $0 > now } ?? false
        return isTried && !known.isProven ? .wait : .offer
    }

    /// What stands against it.
    private var bar: LoginRecord? {
        guard let record = objection, !mayRetry(record), !insists(against: record) else { return nil }
        return record
    }

    private var objection: LoginRecord? {
        guard let endpoint = known.endpoint, endpoint.isRefused || endpoint.hasWorked else {
            return known.host.flatMap { $0.isRefused ? $0.elsewhere : nil }
        }
        guard endpoint.isRefused else { return nil }
        if endpoint.answer == LoginRecord.wrongPassword || !endpoint.hasWorked { return endpoint }
        // A flaw of one stream, or a user who may not see it, says nothing of the others where the login has worked.
        return known.stream.flatMap { $0.isRefused ? $0 : nil }
    }

    /// What was turned away once is tried once more before it is believed. A clock that was set back bars nothing for longer.
    private func mayRetry(_ record: LoginRecord) -> Bool {
        if record.answer != LoginRecord.wrongPassword, record.refusals < LoginRecord.believedTurnedAway { return true }
        guard let retryAt = record.retryAt, let refusedAt = record.refusedAt else { return false }
        return now >= retryAt || now < refusedAt
    }

    /// Who tests a camera, or saves its password, wants it offered. Sixteen who do so at once for the channels of one
    /// recorder still do not lock it.
    private func insists(against record: LoginRecord) -> Bool {
        guard let insistsSince, let refusedAt = record.refusedAt, refusedAt < insistsSince else { return false }
        return record.camera == login.camera || record.refusals < LoginRecord.patienceOfCameras
            || insistsSince - refusedAt > .seconds(60)
    }

    private func sentence(about record: LoginRecord) -> String {
        LoginSentence.withheld(record, isOwn: record.camera == login.camera, at: login.place)
    }
}

extension LoginRecord {
    /// 401.
    package static let wrongPassword = "401"
    /// Times turned away that are believed.
    static let believedTurnedAway = 2
    /// Failed logins that no camera locks out for: the strictest take five.
    static let patienceOfCameras = 3
    /// After it a login that was refused at one port of a host is tried at another.
    private static let pauseElsewhere = Duration.seconds(1800)

    /// As it stands against the same login at another port of the host, which may belong to another camera.
    fileprivate var elsewhere: LoginRecord {
        var record = self
        record.answer = Self.wrongPassword
        record.retryAt = refusedAt.map { $0 + Self.pauseElsewhere }
        return record
    }
}
