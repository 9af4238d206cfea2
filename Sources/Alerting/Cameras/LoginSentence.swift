internal import Monitoring

/// What operators read of logins that were refused.
enum LoginSentence {
    static let hangUp = "hang-up"

    /// Of the visit that was refused.
    static func refused(_ record: LoginRecord, at place: StreamPlace) -> String {
        "\(what(record, at: place)). \(when(record))"
    }

    /// Of a visit that did not offer it.
    static func withheld(_ record: LoginRecord, isOwn: Bool, at place: StreamPlace) -> String {
        if isOwn { return refused(record, at: place) }
        let recorder = place.host.contains(":") ? "[\(place.host)]" : place.host
        let what =
            record.answer == LoginRecord.wrongPassword
            ? "The user or the password was refused at this recorder (\(recorder), by \(record.cameraName))"
            : "The login was turned away at this recorder (\(recorder), by \(record.cameraName)): \(answer(record))"
        return "\(what). \(when(record))"
    }

    private static func what(_ record: LoginRecord, at place: StreamPlace) -> String {
        record.answer == LoginRecord.wrongPassword
            ? "The camera refused the user or the password"
            : "The camera refuses the login: \(answer(record)). The password is wrong, this user may not see the stream,"
                + " or this address is locked out"
    }

    private static func answer(_ record: LoginRecord) -> String {
        record.answer == hangUp ? "it hangs up" : "it answers \(record.answer ?? "no")"
    }

    private static func when(_ record: LoginRecord) -> String {
        guard let retryAt = record.retryAt else {
            return "They are not offered again until they are changed, saved again or tested: cameras lock out those"
                + " who insist."
        }
        if record.answer != LoginRecord.wrongPassword { return "It is not tried again before \(retryAt)." }
        return record.hasWorked
            ? "They worked before, and are tried again after \(retryAt)."
            : "They are tried here after \(retryAt)."
    }
}
