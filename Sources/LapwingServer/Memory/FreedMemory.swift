internal import CMemory
internal import ServiceLifecycle
internal import Workers

/// Gives freed memory back to the kernel once a burst is over: glibc keeps it for the next one, for ever. It is what ten
/// thousand first polls, or a few whole lists, leave behind: some 150 MB.
struct FreedMemory: Service {
    private static let pause = Duration.seconds(15)

    private let clock: ServerClock

    init(clock: ServerClock) { self.clock = clock }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var growth = MemoryGrowth()
            while true {
                try await clock.sleep(Self.pause)
                guard let resident = ProcessUsage.now()?.residentMemory, growth.isWorthLooking(at: resident) else {
                    continue
                }
                Self.giveBack()
                growth.gaveBack(leaving: ProcessUsage.now()?.residentMemory ?? resident)
            }
        }
    }

    static func giveBack() { memory_give_back() }
}

/// Whether a process holds so much more memory than it had to when that was last found out that it is worth finding out
/// again, which takes milliseconds.
struct MemoryGrowth {
    private static let worthwhile = 32 << 20

    /// Bytes.
    private var needed = 0

    func isWorthLooking(at resident: Int) -> Bool { resident > needed + Self.worthwhile }

    mutating func gaveBack(leaving resident: Int) { needed = resident }
}
