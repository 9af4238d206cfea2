internal import Database

extension Schema {
    /// Devices that share an address, are slow to answer, or whose name cannot be looked up at the moment.
    static let addresses = Migration(
        number: 11, name: "addresses",
        statements: [
            // Seconds, and how often to ask again; null for the defaults.
            "ALTER TABLE devices ADD COLUMN snmp_timeout REAL CHECK (snmp_timeout > 0)",
            "ALTER TABLE devices ADD COLUMN snmp_retries INTEGER CHECK (snmp_retries >= 0)",
            // Milliseconds that a poll may take beyond the others.
            "ALTER TABLE devices ADD COLUMN poll_allowance INTEGER NOT NULL DEFAULT 0",
            // A name and the addresses that it had last.
            "ALTER TABLE devices ADD COLUMN known_addresses TEXT",
            "ALTER TABLE cameras ADD COLUMN known_addresses TEXT",
            // The key of a device holds its port too, of five digits.
            """
            UPDATE devices SET address_key = address_key || '#' || substr(
                '00000' || CAST(snmp_port AS TEXT), length(CAST(snmp_port AS TEXT)) + 1, 5
            )
            """,
        ])
}
