internal import Database

extension Schema {
    /// What tells an outage that lasts from one that comes and goes, and an answer from a proof of life.
    static let outages = Migration(
        number: 8, name: "outages",
        statements: [
            "ALTER TABLE check_states ADD COLUMN busy_since INTEGER",
            "ALTER TABLE check_states ADD COLUMN outage_checks INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE check_states ADD COLUMN longest_outage INTEGER NOT NULL DEFAULT 0",
            // As it was when somebody asked: a poll in flight may change it before the one that was asked for.
            "ALTER TABLE tasks ADD COLUMN status_before TEXT",
        ])
}
