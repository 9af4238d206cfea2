/// What a person fills in to make a receiver of some kind.
package struct ReceiverField: Sendable, Equatable {
    /// What may stand in it.
    package enum Form: Sendable, Equatable {
        /// - Parameter pattern: a regular expression for all of it, as JSON Schema writes it.
        case text(pattern: String, expectation: String)
        /// A text that nobody may see.
        case secret(pattern: String, expectation: String)
        case url
        case integer(ClosedRange<Int64>)
        case choice([String])
        /// One entry on a line.
        case list(pattern: String, most: Int, expectation: String)
        case boolean
        /// Mail addresses, separated by commas.
        case addresses(most: Int)
    }

    package let name: String
    /// As a form shows it.
    package let title: String
    package let form: Form
    package let isRequired: Bool
    /// Whether it is written only: no answer, error or log shows it.
    package let isSecret: Bool
    /// Whether the secrets of a receiver go there, so that with another value they must be given anew.
    package let isDestination: Bool
    /// What holds if nothing is given.
    package let fallback: String?
    /// A sentence for whoever fills it in.
    package let explanation: String

    init(
        _ name: String, _ title: String, _ form: Form, isRequired: Bool = false, isSecret: Bool? = nil,
        isDestination: Bool = false, fallback: String? = nil, _ explanation: String
    ) {
        self.name = name
        self.title = title
        self.form = form
        self.isRequired = isRequired
        self.isSecret = isSecret ?? form.isSecret
        self.isDestination = isDestination
        self.fallback = fallback
        self.explanation = explanation
    }
}

extension ReceiverField.Form {
    /// As clients see the type: `text`, `url`, …
    package var word: String {
        switch self {
        case .text: "text"
        case .secret: "secret"
        case .url: "url"
        case .integer: "integer"
        case .choice: "choice"
        case .list: "list"
        case .boolean: "boolean"
        case .addresses: "addresses"
        }
    }

    /// What a value must match; that of one entry for a list.
    package var pattern: String? {
        switch self {
        case .text(let pattern, _), .secret(let pattern, _), .list(let pattern, _, _): pattern
        case .url: "^[hH][tT][tT][pP][sS]?://[!-~]+$"
        case .integer, .choice, .boolean, .addresses: nil
        }
    }

    package var range: ClosedRange<Int64>? { if case .integer(let range) = self { range } else { nil } }

    package var choices: [String] { if case .choice(let choices) = self { choices } else { [] } }

    fileprivate var isSecret: Bool { if case .secret = self { true } else { false } }
}
