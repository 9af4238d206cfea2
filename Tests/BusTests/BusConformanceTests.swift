import Bus
import Testing

/// What every bus promises.
struct BusConformanceTests {
    enum Implementation: CaseIterable {
        case inProcess

        func make() -> any Bus {
            switch self {
            case .inProcess: InProcessBus()
            }
        }
    }

    @Test(arguments: Implementation.allCases)
    func `a hint reaches everybody who listens, in order`(implementation: Implementation) async {
        let bus = implementation.make()
        let streams = [bus.hints(), bus.hints(), bus.hints()]
        let hints: [Hint] = [.devicesDue, .taskFinished("a"), .noticesDue, .settingsChanged, .camerasDue]
        for hint in hints { bus.publish(hint) }
        for stream in streams {
            var heard: [Hint] = []
            for await hint in stream {
                heard.append(hint)
                if heard.count == hints.count { break }
            }
            #expect(heard == hints)
        }
    }

    @Test(arguments: Implementation.allCases)
    func `a hint from before is not heard`(implementation: Implementation) async {
        let bus = implementation.make()
        bus.publish(.devicesDue)
        let stream = bus.hints()
        bus.publish(.noticesDue)
        var iterator = stream.makeAsyncIterator()
        #expect(await iterator.next() == .noticesDue)
    }

    @Test(arguments: Implementation.allCases)
    func `a reader that falls far behind loses the oldest and holds nobody up`(implementation: Implementation) async {
        let bus = implementation.make()
        let stream = bus.hints()
        for number in 0..<20_000 { bus.publish(.taskFinished("\(number)")) }
        bus.publish(.noticesDue)
        var heard: [Hint] = []
        for await hint in stream {
            heard.append(hint)
            if hint == .noticesDue { break }
        }
        #expect(heard.count < 20_000)
        #expect(heard.suffix(2) == [.taskFinished("19999"), .noticesDue])
    }

    @Test(arguments: Implementation.allCases)
    func `listening ends with its task`(implementation: Implementation) async {
        let bus = implementation.make()
        let listener = Task { for await _ in bus.hints() {} }
        listener.cancel()
        await listener.value
        bus.publish(.devicesDue)
    }

    @Test(arguments: Implementation.allCases)
    func `counts of a key add up within its window and keys do not mix`(implementation: Implementation) async {
        let bus = implementation.make()
        for expected in 1...5 {
            let count = await bus.count("login/admin", window: .seconds(60))
            #expect(count.count == expected)
            #expect(count.remaining > .seconds(30) && count.remaining <= .seconds(60))
        }
        #expect(await bus.count("login/other", window: .seconds(60)).count == 1)
    }

    @Test(arguments: Implementation.allCases)
    func `a count after its window's end begins a new one`(implementation: Implementation) async {
        let bus = implementation.make()
        var last = await bus.count("key", window: .milliseconds(20)).count
        for _ in 0..<1_000_000 {
            let next = await bus.count("key", window: .milliseconds(20)).count
            if next == 1 { return }
            #expect(next == last + 1)
            last = next
        }
        Issue.record("The window never ended")
    }

    @Test(arguments: Implementation.allCases)
    func `many tasks counting at once are all counted`(implementation: Implementation) async {
        let bus = implementation.make()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<1000 { group.addTask { _ = await bus.count("key", window: .seconds(60)) } }
        }
        #expect(await bus.count("key", window: .seconds(60)).count == 1001)
    }

    @Test(arguments: Implementation.allCases)
    func `a flood of keys stays cheap and forgets no window that lasts`(implementation: Implementation) async {
        let bus = implementation.make()
        _ = await bus.count("kept", window: .seconds(600))
        let start = ContinuousClock.now
        for number in 0..<50_000 { _ = await bus.count("key-\(number)", window: .seconds(600)) }
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(await bus.count("kept", window: .seconds(600)).count == 2)
    }
}
