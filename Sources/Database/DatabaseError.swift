/// Why the database did not do what was asked, in a sentence for the operator. It quotes no statement and no value.
package struct DatabaseError: Error, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        case notWritable, full, corrupt, busy, cannotOpen, unreachable
        /// Another transaction was in the way, and this one was undone.
        case conflict
        /// A second row with the same value of a unique column, as `table.column`.
        case alreadyExists(column: String)
        /// A row it refers to is missing, or others refer to it.
        case brokenReference
        /// Another rule of the schema.
        case constraint
        /// The database was written by a newer program, or one with other migrations.
        case foreignSchema
        /// A stored text that this program does not know.
        case unknownChoice
        /// The statement itself: a fault of the program.
        case refused
    }

    package let code: Code
    package let description: String

    package init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// Whether the same transaction may succeed a moment later.
    package var isRetryable: Bool {
        switch code {
        case .busy, .conflict, .full, .unreachable: true
        default: false
        }
    }

    static func unknownChoice(_ text: String) -> DatabaseError {
        DatabaseError(
            .unknownChoice,
            "The database holds “\(text.prefix(40))”, which this version of the program does not know.")
    }
}
