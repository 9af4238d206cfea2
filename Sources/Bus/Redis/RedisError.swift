/// Why a Redis cannot be used now.
enum RedisError: Error, Equatable, CustomStringConvertible {
    case nameNotFound(String)
    case notReachable(String)
    case silent(Duration)
    case closed
    case broken(String)
    case noPassword
    case signInRefused(String)
    case refused(command: String, String)
    case unintelligible(String)
    /// This process ends its use.
    case closing

    /// A part of a sentence; it names no address and no secret, since everyone may read `/api/health`.
    var description: String {
        switch self {
        case .nameNotFound(let reason): "its name cannot be resolved (\(reason))"
        case .notReachable(let reason): "it cannot be reached (\(reason))"
        case .silent(let limit): "it did not answer within \(limit / .seconds(1)) s"
        case .closed: "it closed the connection"
        case .broken(let reason): "the connection broke (\(reason))"
        case .noPassword: "it asks for a password: put it into REDIS_URL as redis://:password@host"
        case .signInRefused(let answer): "it refuses the user or the password of REDIS_URL (\(answer))"
        case .refused(let command, let answer): "it refuses \(command) (\(answer))"
        case .unintelligible(let reason): "what it says is not Redis's protocol (\(reason))"
        case .closing: "Lapwing stops"
        }
    }
}
