/// What agents say: the built-in switch, or what a file describes or recorded.
package final class AgentContent: Sendable {
    let tree: AgentTree
    /// What is there for a community `name@context`, or in a context of v3.
    let contexts: [String: AgentTree]
    /// The lines of a recording that no agent could answer with.
    package let skipped: [AgentContentError]

    init(tree: AgentTree, contexts: [String: AgentTree] = [:], skipped: [AgentContentError] = []) {
        self.tree = tree
        self.contexts = contexts
        self.skipped = skipped
    }

    /// A switch with that many ports.
    package static func `switch`(ports: Int = 48) -> AgentContent {
        AgentContent(tree: AgentTree(SwitchContent.objects(ports: ports)))
    }

    /// Those objects and no others. With `keepsOrder` a walk goes by the order they are in, right or wrong.
    package convenience init(_ objects: [AgentObject], keepsOrder: Bool = false) {
        self.init(tree: AgentTree(objects, keepsOrder: keepsOrder))
    }

    /// How many objects an agent has, its contexts' included.
    package var count: Int { contexts.values.reduce(tree.count) { $0 + $1.count } }
}

/// Why a description or a recording, or a line of it, cannot be read: `ups.agent:12: …`.
package struct AgentContentError: Error, Equatable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let reason: String

    package var description: String { "\(file):\(line): \(reason)" }
}
