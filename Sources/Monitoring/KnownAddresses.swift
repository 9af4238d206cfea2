/// The addresses behind a name when it was last looked up, the one to ask first at the front: what to go by where the name
/// service fails.
package struct KnownAddresses: Sendable, Hashable {
    /// What was looked up: known addresses are of this name alone.
    package let host: String
    /// As text, IPv6 with its zone.
    package let list: [String]

    package init(of host: String, _ list: [String]) {
        self.host = host
        self.list = list
    }
}

/// `core-1.example.net=192.0.2.7,2001:db8::7`
extension KnownAddresses: LosslessStringConvertible {
    package init?(_ description: String) {
        let parts = description.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        self.init(of: String(parts[0]), parts[1].split(separator: ",").map(String.init))
    }

    package var description: String { "\(host)=\(list.joined(separator: ","))" }
}
