internal import Monitoring

/// Counts by key, each in a window that began with its first count.
struct Windows {
    private struct Window {
        var count: Int
        var endsAt: ContinuousClock.Instant
    }

    private static let leastSwept = 4096

    private var windows: [ByteText: Window] = [:]
    /// With so many windows the ended ones are swept. It follows the living ones, so that a flood of new keys does
    /// not make each of them pay for a sweep.
    private var sweptAt = leastSwept

    mutating func count(_ key: String, window: Duration, at now: ContinuousClock.Instant) -> WindowCount {
        sweepIfMany(at: now)
        var current = windows[ByteText(key)] ?? Window(count: 0, endsAt: now + window)
        if current.endsAt <= now { current = Window(count: 0, endsAt: now + window) }
        current.count += 1
        windows[ByteText(key)] = current
        return WindowCount(count: current.count, remaining: current.endsAt - now)
    }

    /// One that has ended says nothing, so it may be changed like any other.
    mutating func uncount(_ key: String) {
        guard var current = windows[ByteText(key)], current.count > 0 else { return }
        current.count -= 1
        windows[ByteText(key)] = current
    }

    mutating func adopt(_ known: WindowCount, of key: String, at now: ContinuousClock.Instant) {
        sweepIfMany(at: now)
        windows[ByteText(key)] = Window(count: known.count, endsAt: now + known.remaining)
    }

    private mutating func sweepIfMany(at now: ContinuousClock.Instant) {
        guard windows.count >= sweptAt else { return }
        windows = windows.filter { $0.value.endsAt > now }
        sweptAt = max(Self.leastSwept, windows.count * 2)
    }
}
