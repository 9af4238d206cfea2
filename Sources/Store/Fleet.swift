internal import Monitoring

/// The two kinds of things that are watched, as the tables know them.
enum Fleet: String {
    case devices, cameras

    var table: String { rawValue }

    /// The column by which other tables refer to a row.
    var reference: String {
        switch self {
        case .devices: "device_id"
        case .cameras: "camera_id"
        }
    }

    /// Milliseconds that a claim of a row lasts beyond the lease, as a column or a number.
    var allowance: String {
        switch self {
        case .devices: "poll_allowance"
        case .cameras:
            "CASE WHEN timeout > \(CameraConfiguration.usualTimeout) "
                + "THEN (timeout - \(CameraConfiguration.usualTimeout)) * 1000 ELSE 0 END"
        }
    }

    var tags: String {
        switch self {
        case .devices: "device_tags"
        case .cameras: "camera_tags"
        }
    }

    var revision: Revisions.Subject {
        switch self {
        case .devices: .devices
        case .cameras: .cameras
        }
    }
}
