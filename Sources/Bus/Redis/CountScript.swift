/// Counts in Redis in one step. A key never stays without an end, whatever came between before.
enum CountScript {
    /// KEYS: the counter. ARGV: the window in milliseconds, and 1 or -1. Answers the count and the milliseconds that are
    /// left. None falls below zero.
    private static let text = """
        local count = 0
        if ARGV[2] == '-1' then count = redis.call('DECR', KEYS[1]) end
        if ARGV[2] == '1' or count < 0 then count = redis.call('INCR', KEYS[1]) end
        local left = redis.call('PTTL', KEYS[1])
        if left < 0 or left > tonumber(ARGV[1]) then
          redis.call('PEXPIRE', KEYS[1], ARGV[1])
          left = tonumber(ARGV[1])
        end
        return {count, left}
        """

    static func command(key: [UInt8], window: Duration, step: Int = 1) -> [[UInt8]] {
        let milliseconds = max(1, Int((window / .milliseconds(1)).rounded(.up)))
        return [Array("EVAL".utf8), Array(text.utf8), Array("1".utf8), key]
            + [milliseconds, step].map { Array("\($0)".utf8) }
    }

    /// Asks whether Redis counts, in a counter of nobody.
    static func probe(_ names: RedisNames) -> [[UInt8]] { command(key: names.counter(""), window: .seconds(1)) }

    /// - Returns: `nil` for anything but its answer.
    static func count(_ reply: RedisReply) -> WindowCount? {
        guard case .array(let parts) = reply, parts.count == 2, case .integer(let count) = parts[0],
            case .integer(let left) = parts[1]
        else { return nil }
        return WindowCount(count: count, remaining: .milliseconds(left))
    }
}
