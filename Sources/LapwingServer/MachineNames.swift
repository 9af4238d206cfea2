internal import Foundation

/// What this machine is called on itself: its host name, and the names that `/etc/hosts` gives to it or to a loopback
/// address. Nobody else can have those, since no name service is asked for them; no name service is asked here either.
struct MachineNames {
    let names: [String]

    static var own: MachineNames {
        var name = [CChar](repeating: 0, count: 256)
        let isKnown = gethostname(&name, name.count - 1) == 0
        let hostName =
            isKnown ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : ""
        let hosts = FileManager.default.contents(atPath: "/etc/hosts").map { String(decoding: $0, as: UTF8.self) }
        return MachineNames(hostName: hostName, hosts: hosts ?? "")
    }

    /// - Parameter hosts: as hosts(5) has it: an address and its names on each line, and comments behind `#`.
    init(hostName: String, hosts: String) {
        var names = hostName.isEmpty ? [] : [hostName]
        for line in hosts.utf8.split(separator: UInt8(ascii: "\n")) {
            let words = line.prefix { $0 != UInt8(ascii: "#") }.split {
                $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
            }
            .map { String(decoding: $0, as: UTF8.self) }
            guard let address = words.first else { continue }
            let isOwn = address.hasPrefix("127.") || address == "::1" || words.dropFirst().contains(hostName)
            if isOwn { names += words.dropFirst() }
        }
        self.names = names
    }
}
