internal import Alerting
package import Bus
internal import Monitoring
package import Store

/// Looks at what waits for the end of maintenance: a worker may have written it by windows that were changed at that
/// moment, or its subject may have lost the tag by which it was covered.
package struct MaintenanceReview: LeaderTask {
    package let pause = Duration.seconds(5)
    package let trouble = "Could not review what waits for the end of maintenance"

    private let store: Store
    private let bus: any Bus

    package init(store: Store, bus: any Bus) {
        self.store = store
        self.bus = bus
    }

    package func perform(under lease: Lease) async throws {
        let moved = try await store.reviewHeldNotices { $0.step(by: $1, at: $2) }
        if moved > 0 { bus.publish(.noticesDue) }
    }
}
