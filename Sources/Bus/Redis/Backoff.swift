/// Pauses between attempts to connect: 50 ms, doubled each time up to a second, and a quarter more or less, so that
/// many processes do not come back at once.
struct Backoff {
    private var pause = first

    private static let first = Duration.milliseconds(50)
    private static let longest = Duration.milliseconds(800)

    mutating func next() -> Duration {
        defer { pause = min(pause * 2, Self.longest) }
        return pause * Double.random(in: 0.75...1.25)
    }

    mutating func reset() { pause = Self.first }
}
