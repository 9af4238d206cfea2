internal import Database

extension Schema {
    /// The sealed URL of a camera whose path or query hold a password, which `rtsp_url` shows as dots then.
    static let streamSecrets = Migration(
        number: 12, name: "stream secrets",
        statements: [
            "ALTER TABLE cameras ADD COLUMN secret_url TEXT"
        ])
}
