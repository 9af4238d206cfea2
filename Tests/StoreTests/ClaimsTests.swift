import Monitoring
import Testing

@testable import Store

@Test func `a new device is due at once`() async throws {
    let store = try await Store.temporary(clock: ManualClock())
    let device = try await store.addDevice()
    #expect(try await store.nextDeviceDue() == .start)
    let claimed = try await store.claimDevices(at: .start)
    #expect(claimed.map(\.device) == [device])
    #expect(claimed.first?.due == .start)
    #expect(claimed.first?.checks == [:])
}

@Test func `what is claimed is not claimed again until the lease ends`() async throws {
    let store = try await Store.temporary(clock: ManualClock())
    _ = try await store.addDevice()
    let first = try await store.claimDevices(at: .start)
    #expect(try await store.claimDevices(at: .start + .seconds(59)).isEmpty)
    #expect(try await store.nextDeviceDue() == .start + .seconds(60))
    let second = try await store.claimDevices(at: .start + .seconds(60))
    #expect(second.count == 1)
    #expect(second.first?.claim != first.first?.claim)
}

@Test func `a save under a lost claim writes nothing`() async throws {
    let store = try await Store.temporary(clock: ManualClock())
    let device = try await store.addDevice()
    let late = try await store.claimDevices(at: .start)
    let next = try await store.claimDevices(at: .start + .seconds(61))
    let batch = try await store.save(late, at: .start + .seconds(62)) { _ in .down(at: .start) }
    #expect(batch == SavedBatch(refused: ["core-1 (10.0.0.1)"]))
    #expect(try await store.device(device.id) == device)
    #expect(try await store.alertSummary().total == 0)
    #expect(try await store.save(next, at: .start + .seconds(62)).refused.isEmpty)
    #expect(try await store.device(device.id)?.status == .online)
}
