internal import Foundation
internal import Yams

/// One configured text and where it was written.
package struct ConfiguredValue: Sendable, Equatable {
    package let key: ConfigurationKey
    package let text: String
    /// `--set PORT`, `PORT`, or `port in lapwing.yml`: for sentences.
    package let origin: String
}

/// What was configured, by key, before it is parsed: flags over environment over file.
package struct ConfigurationValues: Sendable {
    private var values: [ConfigurationKey: ConfiguredValue] = [:]

    package init() {}

    package subscript(key: ConfigurationKey) -> ConfiguredValue? { values[key] }

    /// - Parameters:
    ///   - flags: by key name, as given to `--set` or a flag of its own.
    ///   - environment: the process's; an empty value counts as absent, a variable that is not ours is nobody's business.
    ///   - file: the text of a YAML file and the name to call it by.
    /// - Throws: `ConfigurationError` where a flag or a key of the file is unknown.
    package static func merged(
        flags: [(name: String, text: String)] = [], environment: [String: String] = [:],
        file: (name: String, text: String)? = nil
    ) throws -> ConfigurationValues {
        var merged = ConfigurationValues()
        if let file { try merged.addFile(named: file.name, text: file.text) }
        merged.addEnvironment(environment)
        for flag in flags {
            guard let key = ConfigurationKey.named(flag.name) else {
                throw ConfigurationError("\(flag.name) is not a setting of Lapwing. \(suggestion(for: flag.name))")
            }
            merged.values[key] = ConfiguredValue(key: key, text: flag.text, origin: "The flag for \(key.rawValue)")
        }
        return merged
    }

    private mutating func addEnvironment(_ environment: [String: String]) {
        for key in ConfigurationKey.allCases {
            let set = key.names.first { !(environment[$0] ?? "").isEmpty }
            guard let name = set, let text = environment[name] else { continue }
            values[key] = ConfiguredValue(key: key, text: text, origin: "The environment variable \(name)")
        }
    }

    private mutating func addFile(named name: String, text: String) throws {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw ConfigurationError("\(name) is not valid YAML: \(error)")
        }
        guard let root else { return }
        guard case .mapping(let mapping) = root else {
            throw ConfigurationError("\(name) must hold “setting: value” lines.")
        }
        for (keyNode, valueNode) in mapping {
            let written = keyNode.string ?? "?"
            guard let key = ConfigurationKey.named(written) else {
                throw ConfigurationError(
                    "\(name) sets “\(written)”, which is not a setting of Lapwing. \(Self.suggestion(for: written))")
            }
            guard values[key] == nil else { throw ConfigurationError("\(name) sets “\(written)” twice.") }
            let text = try Self.text(of: valueNode, origin: "“\(written)” in \(name)")
            guard !text.isEmpty else { continue }
            values[key] = ConfiguredValue(key: key, text: text, origin: "“\(written)” in \(name)")
        }
    }

    /// A scalar's text; a list's items with commas between.
    private static func text(of node: Node, origin: String) throws -> String {
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
            return isNull ? "" : scalar.string
        case .sequence(let items):
            return try items.map { try text(of: $0, origin: origin) }.joined(separator: ",")
        case .mapping, .alias:
            throw ConfigurationError("\(origin) must be a single value or a list.")
        }
    }

    private static func suggestion(for name: String) -> String {
        let letters = Set(name.uppercased())
        let nearest = ConfigurationKey.allCases.max {
            letters.overlap(with: $0.rawValue) < letters.overlap(with: $1.rawValue)
        }
        return nearest.map { "Did you mean \($0.rawValue)?" } ?? ""
    }
}

extension Set<Character> {
    /// From 0 for nothing in common to 1 for the same letters.
    fileprivate func overlap(with text: String) -> Double {
        let other = Set(text)
        return Double(intersection(other).count) / Double(union(other).count)
    }
}
