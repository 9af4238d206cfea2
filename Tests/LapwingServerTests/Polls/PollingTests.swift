import Bus
import Monitoring
import Store
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

/// From the schedule to the alert, over a real store.
struct PollingTests {
    @Test func `a new device is polled at once and is online`() async throws {
        let rig = try await Rig()
        try await running([rig.devicePolls()]) {
            let device = try await rig.addDevice("core-1", "10.0.0.1")
            rig.bus.publish(.due(.device))
            try await eventually("it is online") { try await rig.status(device) == .online }
            #expect(try await rig.store.device(device)?.lastSeen == rig.time.now)
            #expect(try await rig.store.nextDeviceDue() ?? .now > rig.time.now)
        }
        #expect(try await rig.alerts().isEmpty)
    }

    @Test func `a device that dies is asked three times, then it is offline and the outbox holds its alert`()
        async throws
    {
        let rig = try await Rig()
        let device = try await rig.addDevice("core-1", "10.0.0.1", interval: 60)
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.devicePolls()]) {
                try await eventually("it is online") { try await rig.status(device) == .online }
                rig.dead.value = ["10.0.0.1"]
                rig.polls.value = []
                try await eventually("it is offline") { try await rig.status(device) == .offline }
                let alerts = try await rig.alerts()
                #expect(rig.polls.value.filter { $0.at <= alerts[0].createdAt }.count == 3)
                #expect(
                    alerts.map(\.message) == [
                        "Device core-1 (10.0.0.1) is offline: No answer to 3 pings, and no SNMP reply"
                    ])
                #expect(alerts.map(\.severity) == [.high])
                let notices = try #require(try await rig.store.alert(alerts[0].id)).notices
                #expect(notices.map(\.notice.state) == [.pending, .skipped])

                rig.dead.value = []
                try await eventually("it is back") { try await rig.status(device) == .online }
            }
        }
        let alerts = try await rig.alerts()
        #expect(alerts.map(\.rule) == [.deviceOnline, .deviceOffline])
        #expect(alerts.map(\.status) == [.resolved, .resolved])
    }

    @Test func `who asks for a poll gets the answer when it is final, as JSON`() async throws {
        let rig = try await Rig()
        let device = try await rig.addDevice("core-1", "10.0.0.1", interval: 3600)
        let finished = Box<[String]>([])
        let hints = rig.bus.hints()
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.devicePolls()]) {
                try await eventually("it is online") { try await rig.status(device) == .online }
                rig.dead.value = ["10.0.0.1"]
                let task = try #require(try await rig.store.requestPoll(of: device))
                rig.bus.publish(.due(.device))
                for await case .taskFinished(let id) in hints {
                    finished.update { $0.append(id) }
                    break
                }
                #expect(finished.value == [task.id])
                let answer = try #require(try await rig.store.task(task.id))
                #expect(answer.state == .success)
                let result = try #require(answer.result)
                for part in [
                    #""device_id":\#(device)"#, #""device_name":"core-1""#, #""ip_address":"10.0.0.1""#,
                    #""status":"offline""#, #""latency_ms":null"#, #""last_seen":"2026-"#,
                    #""error":"No answer to 3 pings, and no SNMP reply""#, #""status_changed":true"#,
                ] { #expect(result.contains(part)) }
            }
        }
    }

    @Test func `a switch that takes twenty devices with it is one alert`() async throws {
        let rig = try await Rig()
        let core = try await rig.addDevice("core", "10.0.0.1", interval: 60)
        var leaves: [ID<Device>] = []
        for number in 1...20 {
            leaves.append(try await rig.addDevice("leaf-\(number)", "10.0.1.\(number)", parent: core, interval: 60))
        }
        let devices = leaves
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.devicePolls()]) {
                try await eventually("all are online") { try await rig.store.deviceStatusCounts().online == 21 }
                rig.dead.value = Set((1...20).map { "10.0.1.\($0)" } + ["10.0.0.1"])
                try await eventually("one is offline, twenty are out of reach") {
                    try await rig.store.deviceStatusCounts() == StatusCounts(offline: 1, unknown: 20)
                }
                #expect(try await rig.alerts().map(\.rule) == [.deviceOffline])
                #expect(
                    try await rig.store.device(devices[7])?.lastError == "Unreachable: its parent core is offline")

                // It comes back without one of them.
                rig.dead.value = ["10.0.1.20"]
                try await eventually("all but one are back") {
                    try await rig.store.deviceStatusCounts() == StatusCounts(online: 20, offline: 1)
                }
                #expect(try await rig.status(devices[19]) == .offline)
            }
        }
        let rules = try await rig.alerts().map(\.rule)
        #expect(rules.filter { $0 == .deviceOffline }.count == 2)
        #expect(rules.filter { $0 == .deviceOnline }.count == 1)
    }

    @Test func `children of a parent that recovers are polled at once, not at their next slot`() async throws {
        let rig = try await Rig()
        let core = try await rig.addDevice("core", "10.0.0.1", interval: 10)
        let leaf = try await rig.addDevice("leaf", "10.0.1.1", parent: core, interval: 86_400)
        rig.dead.value = ["10.0.0.1", "10.0.1.1"]
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.devicePolls()]) {
                try await eventually("the leaf is out of reach") {
                    try await rig.store.device(leaf)?.lastError == "Unreachable: its parent core is offline"
                }
                rig.dead.value = []
                try await eventually("the leaf is online") { try await rig.status(leaf) == .online }
                #expect(rig.time.uptime < .seconds(3600))
            }
        }
    }

    @Test func `a late save of a worker that stood still is refused`() async throws {
        let rig = try await Rig()
        let device = try await rig.addDevice("core-1", "10.0.0.1")
        let thaw = Gate()
        let frozen = rig.devicePolls(worker: "frozen", clock: ManualTime().clock) { device, _ in
            await thaw.pass()
            return DeviceOutcome(
                at: rig.time.now, duration: 1, ping: .answered(latency: 666, loss: 0), snmp: .failed("no SNMP reply"))
        }
        try await running([frozen]) {
            try await thaw.whileClosed {
                try await eventually("it is claimed") { frozen.statistics.counts.inFlight == 1 }
                for _ in 0..<71 { rig.time.advance(by: .milliseconds(900)) }
                try await running([rig.devicePolls(worker: "alive")]) {
                    try await eventually("another polls it") { try await rig.status(device) == .online }
                }
                let state = try await rig.store.device(device)
                thaw.open()
                try await eventually("the late save is refused") {
                    rig.log.messages.contains { $0.contains("claimed again: core-1 (10.0.0.1)") }
                }
                #expect(try await rig.store.device(device) == state)
            }
        }
    }

    @Test func `what a poll found of a configuration that was changed meanwhile is not stored`() async throws {
        let rig = try await Rig()
        let device = try await rig.addDevice("core-1", "10.0.0.1")
        rig.dead.value = ["10.0.0.1"]
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.devicePolls()]) {
                try await eventually("it is being polled") { rig.polls.value.count == 1 }
                _ = try await rig.store.updateDevice(device) { $0.address = "10.0.0.2" }
                try await eventually("it is online") { try await rig.status(device) == .online }
            }
        }
        #expect(rig.polls.value.map(\.address) == ["10.0.0.1", "10.0.0.2"])
        #expect(try await rig.store.device(device)?.lastError == nil)
    }

    @Test func `what was measured across a standstill is not believed`() async throws {
        let rig = try await Rig()
        let device = try await rig.addDevice("core-1", "10.0.0.1")
        let answer = Gate()
        let polls = rig.devicePolls { device, _ in
            rig.polls.update { $0.append((device.configuration.address, rig.time.now)) }
            await answer.pass()
            return DeviceOutcome(at: rig.time.now, duration: 3, ping: .silent("No answer"), snmp: .notConfigured)
        }
        try await running([polls]) {
            try await answer.whileClosed {
                try await eventually("it is being polled") { rig.polls.value.count == 1 }
                rig.time.advance(by: .seconds(20))
            }
            try await eventually("it says so") {
                rig.log.messages.contains { $0.contains("Lapwing could not ask: Lapwing stood still meanwhile") }
            }
            try await eventually("it is asked again soon") {
                guard let due = try await rig.store.nextDeviceDue() else { return false }
                return due <= rig.time.now + .seconds(30)
            }
        }
        #expect(try await rig.store.device(device)?.lastError?.contains("stood still") == true)
        #expect(try await rig.status(device) == .unknown)
    }

    @Test(arguments: [3600, -3600])
    func `a clock that is set by an hour neither stops the polls nor starts all at once`(step: Int) async throws {
        let rig = try await Rig()
        for number in 1...100 { _ = try await rig.addDevice("d\(number)", "10.0.0.\(number)", interval: 300) }
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.devicePolls()]) {
                try await eventually("all were polled") { try await rig.store.deviceStatusCounts().online == 100 }
                rig.polls.value = []
                rig.time.setWall(by: .seconds(step))
                let start = rig.time.uptime
                try await eventually("a minute is over") { rig.time.uptime - start > .seconds(60) }
                #expect((3...60).contains(rig.polls.value.count))
                try await eventually("all were polled again") { Set(rig.polls.value.map(\.address)).count == 100 }
                #expect(rig.time.uptime - start < .seconds(360))
            }
        }
    }

    @Test func `the start after a long stop spreads what is overdue, but for what is asked for`() async throws {
        let rig = try await Rig()
        for number in 1...100 { _ = try await rig.addDevice("d\(number)", "10.0.0.\(number)", interval: 300) }
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.devicePolls()]) {
                try await eventually("all were polled") { try await rig.store.deviceStatusCounts().online == 100 }
            }
            rig.time.advance(by: .seconds(7200))
            rig.polls.value = []
            let start = rig.time.uptime
            let asked = try #require(try await rig.store.devices(DeviceFilter()).devices.first)
            _ = try await rig.store.requestPoll(of: asked.id)
            try await running([rig.clockGuard, rig.devicePolls()]) {
                try await eventually("who asked is answered") {
                    rig.polls.value.contains { $0.address == asked.configuration.address }
                }
                try await eventually("a minute is over") { rig.time.uptime - start > .seconds(60) }
                #expect((3...60).contains(rig.polls.value.count))
            }
        }
    }

    @Test func `a stop gives the claims back, so that the next start polls at once`() async throws {
        let rig = try await Rig()
        let device = try await rig.addDevice("core-1", "10.0.0.1")
        var limits = DispatchLimits.polls
        limits.stopGrace = .zero
        let stuck = rig.devicePolls(limits: limits) { _, _ in
            try? await Task.sleep(for: .seconds(3600))
            return DeviceOutcome(at: rig.time.now, duration: 0, ping: .silent("cut"), snmp: .notConfigured)
        }
        try await running([stuck]) {
            try await eventually("it is claimed") { stuck.statistics.counts.inFlight == 1 }
        }
        #expect(try await rig.store.device(device)?.lastError == nil)
        try await running([rig.devicePolls(worker: "w2")]) {
            try await eventually("it is online") { try await rig.status(device) == .online }
        }
    }

    @Test func `a camera that is busy for ever is told, once, and seen again when it streams`() async throws {
        let rig = try await Rig()
        rig.cameraAnswer.value = .busy("The camera has no free session (503 Service Unavailable)")
        let camera = try await rig.store.createCamera(
            CameraConfiguration(name: "Gate", address: "10.0.0.9", rtspURL: "rtsp://10.0.0.9/1", pollInterval: 10))
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.cameraPolls()]) {
                try await eventually("it was visited") { try await rig.store.camera(camera.id)?.lastError != nil }
                let busy = try await rig.store.camera(camera.id)
                #expect(busy?.status == .unknown)
                #expect(busy?.lastSeen == nil)
                try await eventually("it is offline") { try await rig.store.camera(camera.id)?.status == .offline }
            }
            try await running([rig.clockGuard, rig.cameraPolls()]) {
                let before = rig.visits.value.count
                try await eventually("it was visited again") { rig.visits.value.count > before + 3 }
                #expect(try await rig.alerts().map(\.rule) == [.cameraOffline])
                #expect(try await rig.alerts().first?.message.contains("answers, but has been busy for") == true)
                #expect(try await rig.store.outboxDepth().count == 1)
                rig.cameraAnswer.value = .up(latency: 5)
                try await eventually("it is online") { try await rig.store.camera(camera.id)?.status == .online }
                #expect(try await rig.store.camera(camera.id)?.lastSeen != nil)
            }
        }
    }

    @Test func `a camera that refuses the password is offered it once`() async throws {
        let rig = try await Rig()
        rig.cameraAnswer.value = .down(.authentication, "The camera refuses the password")
        let camera = try await rig.store.createCamera(
            CameraConfiguration(
                name: "Gate", address: "10.0.0.9", rtspURL: "rtsp://10.0.0.9/1", username: "admin",
                password: Secret("wrong"), pollInterval: 10))
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.cameraPolls()]) {
                try await eventually("it was visited five times") { rig.visits.value.count >= 5 }
                #expect(rig.visits.value.prefix(5) == [true, false, false, false, false])
                #expect(try await rig.store.camera(camera.id)?.status == .offline)
                #expect(try await rig.alerts().map(\.rule) == [.cameraOffline])

                rig.cameraAnswer.value = .up(latency: 5)
                _ = try await rig.store.updateCamera(camera.id, savesPassword: true) { $0.password = Secret("right") }
                rig.visits.value = []
                rig.bus.publish(.due(.camera))
                try await eventually("it is online") { try await rig.store.camera(camera.id)?.status == .online }
                #expect(rig.visits.value.contains(true))
            }
        }
    }
}
