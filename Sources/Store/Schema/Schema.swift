internal import Database

/// The tables, in the order in which they came to be. Times are milliseconds since 1970, choices are texts, what holds
/// several values is JSON.
enum Schema {
    static let migrations = [
        accounts, fleet, alerts, knowledge, leases, processes, repeats, outages, deliveries, messages, addresses,
        streamSecrets, recorders,
    ]
}
