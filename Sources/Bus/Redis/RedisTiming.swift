/// How long a `RedisBus` waits for what.
struct RedisTiming: Sendable {
    /// Of silence, after which Redis is asked whether it lives.
    var pingInterval = Duration.milliseconds(500)
    /// For an answer, and for a connection: with the interval before it two seconds until Redis counts as away.
    var patience = Duration.milliseconds(1500)
    /// For what was published just before the end.
    var farewell = Duration.milliseconds(200)
}
