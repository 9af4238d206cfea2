internal import Sockets

/// Where notices may go. A server that the operator named in the environment or the file is trusted; one that was named
/// through the API may not be a way into the network that Lapwing stands in.
package struct Egress: Sendable {
    private static let lookUpLimit = Duration.seconds(15)

    private let allowsPrivate: Bool
    private let lookUp: @Sendable (String) async -> HostResolver.Answer

    /// - Parameter allowsPrivate: `NOTIFY_ALLOW_PRIVATE`.
    package init(allowsPrivate: Bool) {
        self.init(allowsPrivate: allowsPrivate) {
            await HostResolver.system.lookUp($0, .configured, within: Self.lookUpLimit)
        }
    }

    init(allowsPrivate: Bool, lookUp: @escaping @Sendable (String) async -> HostResolver.Answer) {
        self.allowsPrivate = allowsPrivate
        self.lookUp = lookUp
    }

    /// The addresses to connect to and no others: the name is looked up once, so that it cannot lead elsewhere between
    /// the check and the connection.
    /// - Returns: none where any address will do.
    func addresses(of host: String, named name: String, isSetThroughAPI: Bool) async throws(NotifierError)
        -> [IPAddress]
    {
        guard isSetThroughAPI, !allowsPrivate else { return [] }
        let addresses = try await self.addresses(of: host, named: name)
        if let reach = addresses.map(\.reach).first(where: { $0 != .global }) {
            throw NotifierError(
                isRetryable: false,
                description: "The \(name) is at a \(reach.rawValue) address, which settings made through the API "
                    + "may not name unless NOTIFY_ALLOW_PRIVATE is on", scope: .receiver)
        }
        return addresses
    }

    /// Takes every form that the system does, `127.1` and `0x7f000001` among them.
    private func addresses(of host: String, named name: String) async throws(NotifierError) -> [IPAddress] {
        let obstacle: String
        switch await lookUp(host) {
        case .addresses(let addresses): return addresses
        case .unknown: obstacle = "was not found"
        case .failed(let reason): obstacle = "cannot be looked up (\(reason))"
        }
        throw NotifierError(isRetryable: true, description: "The name of the \(name) \(obstacle)", scope: .receiver)
    }
}
