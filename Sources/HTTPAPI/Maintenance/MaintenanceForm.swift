internal import Monitoring
internal import Web

/// A maintenance window as a client sends it, whole or in part.
struct MaintenanceForm: Sendable {
    static let nameLength = 1...100
    static let commentLength = 0...2000
    /// What a client can set, by name.
    static let names = ["name", "starts_at", "ends_at", "match", "comment"]

    private let name: Field<String>
    private let startsAt: Field<Timestamp>
    private let endsAt: Field<Timestamp>
    private let match: Field<Match>
    private let comment: Field<String>

    private init(_ body: inout JSONBody) {
        name = body.string("name", length: Self.nameLength)
        startsAt = body.timestamp("starts_at")
        endsAt = body.timestamp("ends_at")
        match = body.match()
        comment = body.lines("comment", length: Self.commentLength)
    }

    static func creation(_ body: JSONBody) throws(APIError) -> MaintenanceForm {
        var body = body
        let form = MaintenanceForm(&body)
        body.require("name", form.name)
        body.require("ends_at", form.endsAt)
        try body.validate()
        return form
    }

    static func change(_ body: JSONBody) throws(APIError) -> MaintenanceForm {
        var body = body
        let form = MaintenanceForm(&body)
        body.forbidEmpty("name", form.name)
        body.forbidEmpty("starts_at", form.startsAt)
        body.forbidEmpty("ends_at", form.endsAt)
        try body.validate()
        return form
    }

    func apply(to window: inout MaintenanceWindow) throws(APIError) {
        window.name = name.value ?? window.name
        window.startsAt = startsAt.value ?? window.startsAt
        window.endsAt = endsAt.value ?? window.endsAt
        match.set(&window.match, default: Match())
        comment.set(&window.comment)
        if window.comment?.isEmpty == true { window.comment = nil }
        guard window.endsAt > window.startsAt else {
            throw .invalid("ends_at: Must be after starts_at", [FieldError("ends_at", "Must be after starts_at")])
        }
    }
}

extension JSONBody {
    fileprivate mutating func timestamp(_ name: String) -> Field<Timestamp> {
        parsed(name, longest: 64) { text throws(InvalidValue) in
            guard let moment = Timestamp(rfc3339: text) else {
                throw InvalidValue("Must be a time such as 2026-01-15T10:30:00Z")
            }
            return moment
        }
    }
}

extension JSONWriter {
    mutating func maintenance(_ window: MaintenanceWindow, at now: Timestamp) {
        object { writer in
            writer.field("id", window.id)
            writer.field("name", window.name)
            writer.field("starts_at", window.startsAt)
            writer.field("ends_at", window.endsAt)
            writer.field("state", window.state(at: now).rawValue)
            writer.match(window.match)
            writer.field("comment", window.comment)
            writer.field("created_by", window.createdBy)
            writer.field("created_at", window.createdAt)
        }
    }
}

extension MaintenanceWindow {
    enum State: String, CaseIterable {
        case planned, open, ended
    }

    fileprivate func state(at now: Timestamp) -> State {
        isOpen(at: now) ? .open : startsAt > now ? .planned : .ended
    }
}
