/// Why Lapwing cannot start as it is configured; the description names the key and what to do, never a secret value.
package struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }

    /// `key` has a value that is none of those `expected`.
    static func invalid(_ setting: ConfiguredValue, expected: String) -> ConfigurationError {
        let shown = setting.key.isSecret ? "a value" : "“\(setting.text)”"
        return ConfigurationError("\(setting.origin) has \(shown), which is not \(expected).")
    }
}
