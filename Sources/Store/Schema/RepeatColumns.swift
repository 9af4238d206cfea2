internal import Database

extension Schema {
    /// What tells whoever is sent a message twice that he is.
    static let repeats = Migration(
        number: 7, name: "repeats",
        statements: [
            // 1 for an attempt that failed and may have reached people all the same.
            "ALTER TABLE notice_attempts ADD COLUMN may_have_arrived INTEGER NOT NULL DEFAULT 0"
        ])
}
