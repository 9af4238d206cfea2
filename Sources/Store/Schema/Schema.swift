internal import Database

/// The tables. Times are milliseconds since 1970, choices are texts, what holds several values is JSON. A choice that
/// only a new version of Lapwing adds to has no `CHECK`; one that never grows has.
enum Schema {
    static let migrations = [
        Migration(
            number: 1, name: "schema", statements: accounts + subjects + polls + alerts + notices + cluster)
    ]

    /// What development versions had, up to the thirteenth of their migrations.
    static let predecessor = Migrator.Predecessor(
        first: "accounts",
        advice: """
            The database was made by a development version of Lapwing: stop Lapwing, carry it over with \
            “lapwing copy --from OLD --to NEW”, and start with DATABASE_URL set to NEW.
            """)
}
