internal import Database
internal import Monitoring

extension SubjectKind: ValueConvertible {
    /// The table of what people wrote and was found out of it.
    var table: String {
        switch self {
        case .device: "devices"
        case .camera: "cameras"
        }
    }

    /// What is asked of it.
    var checks: [Check] {
        switch self {
        case .device: [.reachability, .snmp]
        case .camera: [.stream]
        }
    }

    func interval(_ settings: Settings) -> Int {
        switch self {
        case .device: settings.devicePollInterval
        case .camera: settings.cameraPollInterval
        }
    }

    /// What is not to be found, where it is to be there.
    var missing: StoreError {
        switch self {
        case .device: .noSuchDevice
        case .camera: .noSuchCamera
        }
    }
}

/// Whether a task waits for the subject of a row of `table`, as a condition.
func isAwaited(_ table: String) -> String {
    """
    EXISTS (
        SELECT 1 FROM tasks
        WHERE subject_kind = \(table).kind AND subject_id = \(table).id AND finished_at IS NULL
    )
    """
}
