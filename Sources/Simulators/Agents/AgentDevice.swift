/// An agent at a moment: what its changing values are worked out from.
struct AgentDevice {
    /// The low 32 bits of its address; 1 for `::1`.
    let address: UInt32
    /// How long its counters have counted: whole seconds, and milliseconds beyond them.
    let seconds: UInt64
    let milliseconds: UInt32
    /// Since it started, in hundredths of a second; longer than the counters by up to a month, unless it has restarted.
    let upTime: UInt64
    let boots: UInt32

    /// One that has been there since `epoch`; `milliseconds` is the time since then.
    init(address: UInt32, milliseconds: UInt64) {
        self.address = address
        seconds = milliseconds / 1000
        self.milliseconds = UInt32(milliseconds % 1000)
        upTime = (seconds + UInt64(Self.mix(address, 7) % 2_592_000)) * 100 + milliseconds % 1000 / 10
        boots = 1 + Self.mix(address, 11) % 40
    }

    /// One that started at a known moment, with all its counters at zero.
    init(address: UInt32, millisecondsSinceStart milliseconds: UInt64, restarts: UInt32) {
        self.address = address
        seconds = milliseconds / 1000
        self.milliseconds = UInt32(milliseconds % 1000)
        upTime = milliseconds / 10
        boots = 1 + Self.mix(address, 11) % 40 + restarts
    }

    /// Two numbers to one that looks like chance.
    @inline(__always)
    static func mix(_ first: UInt32, _ second: UInt32) -> UInt32 {
        var mixed = first &* 2_654_435_761 &+ second &* 40_503
        mixed ^= mixed >> 15
        mixed = mixed &* 2_246_822_519
        mixed ^= mixed >> 13
        return mixed
    }

    @inline(__always)
    func isUp(_ port: UInt32) -> Bool { Self.mix(address, port) % 8 != 0 }

    @inline(__always)
    func rate(low: UInt64, span: UInt64, seed: UInt32, port: UInt32) -> UInt64 {
        if port != 0, !isUp(port) { return 0 }
        guard span > 0 else { return low }
        let product = UInt64(Self.mix(address, seed)).multipliedFullWidth(by: span)
        return low &+ (product.high << 32 | product.low >> 32)
    }

    func rate(of rate: AgentValue.Rate) -> UInt64 {
        self.rate(
            low: rate.range.lowerBound, span: rate.range.upperBound - rate.range.lowerBound, seed: rate.seed,
            port: rate.port ?? 0)
    }

    /// Exact to the millisecond.
    @inline(__always)
    func total(at rate: UInt64) -> UInt64 {
        rate &* seconds &+ (rate / 1000) &* UInt64(milliseconds) &+ (rate % 1000) &* UInt64(milliseconds) / 1000
    }
}
