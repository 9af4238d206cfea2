internal import Foundation

/// A time zone by its name in the IANA database, such as `Europe/Berlin`.
package struct Zone: Sendable, Equatable {
    package static let utc = Zone(known: "UTC")
    package let name: String

    private init(known name: String) { self.name = name }

    /// - Returns: `nil` for what is not the name of one. Abbreviations are none, since several places share them, and
    ///   neither is `GMT+2`; upper and lower case may be mixed up.
    package init?(_ text: String) {
        guard text.utf8.count <= 64 else { return nil }
        if ["utc", "gmt", "etc/utc", "etc/gmt", "z"].contains(text.lowercased()) {
            self = .utc
        } else if let name = Self.canonical(text) {
            self.init(known: name)
        } else {
            return nil
        }
    }

    /// Seconds that clocks there are ahead of UTC.
    package func offset(at moment: Timestamp) -> Int64 {
        guard self != .utc, let zone = TimeZone(identifier: name) else { return 0 }
        return Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)))
    }

    /// What a clock on the wall there shows at `moment`, as the UTC time that reads alike.
    package func wall(at moment: Timestamp) -> Timestamp {
        Timestamp(milliseconds: moment.milliseconds + offset(at: moment) * 1000)
    }

    /// The moment at which a clock on the wall there shows `wall`: the first of two where it is set back, and as much
    /// later as it is set forward where it never shows that.
    package func moment(showing wall: Timestamp) -> Timestamp {
        let day = Duration.seconds(86_400)
        let offsets = [wall - day, wall + day].map { offset(at: $0) }
        let moments = offsets.map { Timestamp(milliseconds: wall.milliseconds - $0 * 1000) }
        return moments.first { self.wall(at: $0) == wall } ?? moments[0]
    }

    private static func canonical(_ text: String) -> String? {
        let known = TimeZone.knownTimeZoneIdentifiers
        if let name = known.first(where: { $0.lowercased() == text.lowercased() }) { return name }
        let isPlace = text.contains("/") || aloneStanding.contains(text)
        return isPlace && TimeZone(identifier: text) != nil ? text : nil
    }

    /// Names of the IANA database without a slash that are a place, or a time that one country after another keeps.
    private static let aloneStanding: Set<String> = [
        "CET", "Cuba", "EET", "Egypt", "Eire", "GB", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan",
        "Libya",
        "MET", "NZ", "Poland", "Portugal", "PRC", "ROC", "ROK", "Singapore", "Turkey", "WET",
    ]
}
