internal import Monitoring
internal import Web

/// A route as a client sends it, whole or in part.
struct RouteForm: Sendable {
    static let nameLength = 1...100
    static let positions = 1...10_000
    /// What a client can set, by name.
    static let names = ["name", "position", "match", "receivers", "group_wait", "hours", "enabled"]

    private let name: Field<String>
    private let position: Field<Int>
    private let match: Field<Match>
    private let receivers: Field<[ID<Receiver>]>
    private let groupWait: Field<Int>
    private let hours: Field<WeeklyHours>
    private let isEnabled: Field<Bool>

    private init(_ body: inout JSONBody) {
        name = body.string("name", length: Self.nameLength)
        position = body.integer("position", in: Self.positions)
        match = body.match()
        receivers = body.ids("receivers")
        groupWait = body.integer("group_wait", in: SettingRules.groupWait)
        hours = body.object("hours") { $0.weeklyHours() }
        isEnabled = body.boolean("enabled")
    }

    static func creation(_ body: JSONBody) throws(APIError) -> RouteForm {
        var body = body
        let form = RouteForm(&body)
        body.require("name", form.name)
        try body.validate()
        return form
    }

    static func change(_ body: JSONBody) throws(APIError) -> RouteForm {
        var body = body
        let form = RouteForm(&body)
        body.forbidEmpty("name", form.name)
        try body.validate()
        return form
    }

    func apply(to route: inout Route) {
        route.name = name.value ?? route.name
        route.position = position.value ?? route.position
        match.set(&route.match, default: Match())
        receivers.set(&route.receivers, default: [])
        groupWait.set(&route.groupWait)
        hours.set(&route.hours)
        isEnabled.set(&route.isEnabled, default: true)
    }
}

extension JSONBody {
    fileprivate mutating func weeklyHours() -> WeeklyHours? {
        let (from, to) = (minuteOfDay("from"), minuteOfDay("to"))
        let words = strings("days", count: 7, length: 1...3)
        let days = (words.value ?? WeeklyHours.Day.allCases.map(\.rawValue)).compactMap(WeeklyHours.Day.init)
        if let given = words.value, days.count != given.count || days.isEmpty {
            reject("days", "Must be a list of \(WeeklyHours.Day.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard let from, let to else { return nil }
        return WeeklyHours(days: days, from: from, to: to)
    }

    private mutating func minuteOfDay(_ name: String) -> Int? {
        let field = string(name)
        require(name, field)
        guard let text = field.value, !text.isEmpty else { return nil }
        let minute = Settings.minuteOfDay(text)
        if minute == nil { reject(name, "Must be a time of day from 00:00 to 23:59") }
        return minute
    }
}

extension JSONWriter {
    mutating func route(_ route: Route) {
        object { writer in
            writer.field("id", route.id)
            writer.field("name", route.name)
            writer.field("position", route.position)
            writer.field("enabled", route.isEnabled)
            writer.match(route.match)
            writer.field("receivers", route.receivers) { $0.integer($1.rawValue) }
            writer.field("group_wait", route.groupWait)
            guard let hours = route.hours else { return writer.field("hours", nil as String?) }
            writer.field("hours") { writer in
                writer.field("days", hours.days.map(\.rawValue))
                writer.field("from", Settings.timeOfDay(hours.from))
                writer.field("to", Settings.timeOfDay(hours.to))
            }
        }
    }
}
