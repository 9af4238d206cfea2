internal import HTTPAPI

/// Why Lapwing cannot start as it is configured; the description names the key and what to do, never a secret value.
package struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }

    /// The setting has a value that is none of those `expected`.
    static func invalid(_ setting: ConfiguredValue, expected: String) -> ConfigurationError {
        ConfigurationError("\(setting.origin) has \(setting.shown), which is not \(expected).")
    }

    /// The setting has a value that the API would refuse, too.
    static func invalid(_ setting: ConfiguredValue, _ reason: InvalidValue) -> ConfigurationError {
        ConfigurationError("\(setting.origin) has \(setting.shown). \(reason.sentence).")
    }
}

extension ConfiguredValue {
    fileprivate var shown: String { key.isSecret ? "a value" : "“\(text)”" }
}
