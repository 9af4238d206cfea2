internal import Database
internal import Foundation

/// What a backup holds, as its last line but one says.
package struct ArchiveManifest: Codable, Sendable, Equatable {
    package struct Step: Codable, Sendable, Equatable {
        package let number: Int
        package let name: String
        package let checksum: String
    }

    package struct Table: Codable, Sendable, Equatable {
        package let title: String
        package let columns: [String]
        package let rows: Int
        /// See `RowSum`.
        package let checksum: String
        /// The last id that was given, though its row may be gone.
        package let lastNumber: Int64?
    }

    /// The version of Lapwing that wrote it.
    package let version: String
    /// RFC 3339.
    package let createdAt: String
    package let migrations: [Step]
    package let tables: [Table]

    package var rows: Int { tables.reduce(0) { $0 + $1.rows } }
}

/// Why a backup or a copy cannot be made or used, in a sentence for the operator.
package struct ArchiveError: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    static func damaged(_ path: String, _ what: String) -> ArchiveError {
        ArchiveError("\(path) is no whole backup of Lapwing: \(what). Use another one.")
    }
}
