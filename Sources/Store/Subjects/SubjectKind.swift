internal import Database
internal import Monitoring

/// A kind of thing that is watched. The raw value is what tables hold; a subject is a kind and an id counted in it.
enum SubjectKind: String, CaseIterable, ValueConvertible {
    case device, camera

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
