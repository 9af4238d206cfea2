import Monitoring
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

@Suite(.timeLimit(.minutes(1))) struct DatabaseClockTests {
    private let time = ManualTime()
    /// How far the server's clock is ahead of this machine's.
    private let ahead = Box(Duration.seconds(100))
    private let isAway = Box(false)

    private struct Away: Error {}

    private func database() async throws -> DatabaseClock {
        let (time, ahead, isAway) = (time, ahead, isAway)
        let server = time.now - time.uptime
        return try await DatabaseClock(own: time.clock, logger: .silent) {
            if isAway.value { throw Away() }
            return server + time.uptime + ahead.value
        }
    }

    @Test func `it tells the server's time, whatever this machine's clock is set to`() async throws {
        let start = time.now
        let database = try await database()
        #expect(database.clock.now() == start + .seconds(100))
        time.setWall(by: .seconds(3600))
        time.advance(by: .seconds(5))
        #expect(database.clock.now() == start + .seconds(105))
    }

    @Test func `it follows the server's clock, and goes on by itself while the server is away`() async throws {
        let start = time.now
        let database = try await database()
        try await time.flowing {
            try await running([database]) {
                ahead.value = .seconds(200)
                try await eventually("it follows") { database.clock.now() >= start + time.uptime + .seconds(200) }
                isAway.value = true
                let uptime = time.uptime
                try await eventually("half a minute is over") { time.uptime > uptime + .seconds(30) }
                #expect(database.clock.now() >= start + time.uptime + .seconds(199))
            }
        }
    }

    @Test func `a few milliseconds do not move it`() async throws {
        let start = time.now
        let database = try await database()
        try await time.flowing {
            try await running([database]) {
                ahead.value = .milliseconds(100_050)
                let uptime = time.uptime
                try await eventually("half a minute is over") { time.uptime > uptime + .seconds(30) }
            }
        }
        #expect(database.clock.now() == start + time.uptime + .seconds(100))
    }
}
