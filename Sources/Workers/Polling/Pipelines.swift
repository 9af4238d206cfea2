internal import Alerting
package import Monitoring
package import Store

package typealias DevicePipeline = Pipeline<ClaimedDevice, DeviceOutcome, DeviceFacts>
package typealias CameraPipeline = Pipeline<ClaimedCamera, CameraOutcome, CameraFacts>

extension DevicePipeline {
    package init(_ surroundings: PipelineSurroundings, store: Store) {
        self.init(
            surroundings, lane: "devices",
            decide: { outcome, claimed, settings in
                evaluate(
                    outcome, for: claimed.device, checks: claimed.checks, parent: claimed.parent, settings: settings)
            },
            save: { decided, settings, channels, now in
                try await store.save(decided, settings: settings(), channels: channels(settings()), now: now)
            })
    }
}

extension CameraPipeline {
    package init(_ surroundings: PipelineSurroundings, store: Store) {
        self.init(
            surroundings, lane: "cameras",
            decide: { outcome, claimed, settings in
                evaluate(outcome, for: claimed.camera, checks: claimed.checks, settings: settings)
            },
            save: { decided, settings, channels, now in
                try await store.save(decided, settings: settings(), channels: channels(settings()), now: now)
            })
    }
}

extension DeviceOutcome: Fallible {
    package var fault: String? {
        if case .notAsked(let reason) = ping { return reason }
        if case .notAsked(let reason) = snmp { return reason }
        return nil
    }
}

extension CameraOutcome: Fallible {
    package var fault: String? {
        if case .notAsked(let reason) = result { return reason }
        return nil
    }
}
