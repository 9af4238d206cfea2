internal import Monitoring

/// What was asked for, and what follows from it: a password stays with the server that it was given for.
struct SettingsChange: Sendable {
    /// By name, as the store keeps them.
    let all: [String: String?]
    let warnings: [String]

    /// - Parameters:
    ///   - asked: what the client sent.
    ///   - overrides: what is set through the API so far.
    init(_ asked: [String: String?], to overrides: [String: String], of configured: Settings) {
        let after = overrides.merging(changes: asked)
        let (old, new) = (configured.overlaid(with: overrides).email, configured.overlaid(with: after).email)
        guard old.server != nil, !new.keepsSecrets(of: old) else {
            (all, warnings) = (asked, [])
            return
        }
        let credentials = [SettingName.smtpUsername, .smtpPassword]
        let isGiven = { (name: SettingName) in (asked[name.rawValue] ?? nil)?.isEmpty == false }
        let stale = credentials.filter { !isGiven($0) && overrides[$0.rawValue] != nil }
        all = stale.reduce(into: asked) { $0.updateValue(nil, forKey: $1.rawValue) }
        let gone = credentials.filter { !isGiven($0) && old.has($0) }
        warnings = gone.isEmpty ? [] : [Self.warning(gone, old, new)]
    }

    private static func warning(_ gone: [SettingName], _ old: EmailSettings, _ new: EmailSettings) -> String {
        let names = gone.map(\.rawValue).joined(separator: " and ")
        let target = new.server.map { _ in "to \(new.place)" } ?? "anywhere"
        let verb = gone.count == 1 ? "was" : "were"
        return "\(names) \(verb) for \(old.place) and \(verb) dropped: nothing of it is sent \(target). "
            + "Enter what the server wants."
    }
}

extension EmailSettings {
    fileprivate func has(_ name: SettingName) -> Bool { name == .smtpUsername ? username != nil : password != nil }

    /// `mail.example:587 (starttls)`
    fileprivate var place: String { "\(server ?? ""):\(port) (\(security.rawValue))" }
}

extension [String: String] {
    fileprivate func merging(changes: [String: String?]) -> [String: String] {
        changes.reduce(into: self) { $0[$1.key] = $1.value }
    }
}
