internal import Monitoring

extension Alert {
    /// `#d93025`; good news is green.
    var colour: String {
        isGoodNews ? "#188038" : severity.colour
    }
}

extension Severity {
    /// Dark enough for white text on it.
    var colour: String {
        switch self {
        case .critical: "#8c1d18"
        case .high: "#d93025"
        case .medium: "#b06000"
        case .low: "#1967d2"
        case .info: "#5f6368"
        }
    }
}
