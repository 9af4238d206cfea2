package import Monitoring

/// The kinds of receivers that there are, as the API shows and checks them; who sends is not its business.
package struct ReceiverKinds: Sendable {
    package struct Kind: Sendable {
        /// `webhook`
        package let name: String
        package let title: String
        /// A sentence on what it is for.
        package let summary: String
        package let fields: [Field]
        /// What is wrong with fields of a receiver of this kind.
        let mistakes: @Sendable ([String: ReceiverValue]) -> [Mistake]
        /// Of the first fields, the secrets that may not go where the second ones lead.
        let secretsToGiveAnew: @Sendable ([String: ReceiverValue], [String: ReceiverValue]) -> [String]

        package init(
            name: String, title: String, summary: String, fields: [Field],
            mistakes: @escaping @Sendable ([String: ReceiverValue]) -> [Mistake] = { _ in [] },
            secretsToGiveAnew: @escaping @Sendable ([String: ReceiverValue], [String: ReceiverValue]) -> [String] = {
                _, _ in []
            }
        ) {
            self.name = name
            self.title = title
            self.summary = summary
            self.fields = fields
            self.mistakes = mistakes
            self.secretsToGiveAnew = secretsToGiveAnew
        }
    }

    package struct Field: Sendable {
        package let name: String
        /// As a form shows it.
        package let title: String
        /// `text`, `url`, `secret`, `integer`, `choice`, `list`, `boolean`, `addresses`.
        package let type: String
        package let isRequired: Bool
        /// Whether it is written only.
        package let isSecret: Bool
        /// What holds if nothing is given.
        package let fallback: String?
        package let pattern: String?
        package let range: ClosedRange<Int64>?
        package let choices: [String]
        package let explanation: String

        package init(
            name: String, title: String, type: String, isRequired: Bool = false, isSecret: Bool = false,
            fallback: String? = nil, pattern: String? = nil, range: ClosedRange<Int64>? = nil, choices: [String] = [],
            explanation: String = ""
        ) {
            self.name = name
            self.title = title
            self.type = type
            self.isRequired = isRequired
            self.isSecret = isSecret
            self.fallback = fallback
            self.pattern = pattern
            self.range = range
            self.choices = choices
            self.explanation = explanation
        }
    }

    /// What is wrong with a field, or with all of them.
    package struct Mistake: Sendable, Equatable {
        package let field: String?
        package let sentence: String

        package init(field: String?, sentence: String) {
            self.field = field
            self.sentence = sentence
        }
    }

    package var list: [Kind]
    /// What keeps a receiver from sending by these settings; `nil` where nothing does.
    package var problem: @Sendable (Receiver, Settings) -> String?

    package init(_ list: [Kind], problem: @escaping @Sendable (Receiver, Settings) -> String?) {
        self.list = list
        self.problem = problem
    }

    /// - Returns: `nil` for one that this version does not know.
    func kind(_ name: String) -> Kind? { list.first { $0.name == name } }
}
