internal import Database

extension Schema {
    /// What was learned of how to ask devices.
    static let knowledge = Migration(
        number: 4, name: "knowledge",
        statements: [
            // `sealed` holds keys. `read_by` is the worker that has it already. A row is of the device's present
            // configuration: it goes when its address or its SNMP access changes.
            """
            CREATE TABLE device_knowledge (
                device_id INTEGER PRIMARY KEY REFERENCES devices (id) ON DELETE CASCADE,
                gist TEXT NOT NULL,
                sealed TEXT NOT NULL,
                read_by TEXT NOT NULL,
                updated_at INTEGER NOT NULL
            ) STRICT
            """
        ])
}
