/// Where notices may go. A server that the operator named in the environment or the file is trusted; one that was named
/// through the API may not be a way into the network that Lapwing stands in.
package struct Egress: Sendable {
    private let allowsPrivate: Bool
    private let lookUp: @Sendable (String) async -> [IPAddress]

    /// - Parameter allowsPrivate: `NOTIFY_ALLOW_PRIVATE`.
    package init(allowsPrivate: Bool) {
        self.init(allowsPrivate: allowsPrivate, lookUp: HostLookup.addresses)
    }

    init(allowsPrivate: Bool, lookUp: @escaping @Sendable (String) async -> [IPAddress]) {
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
        let addresses = await lookUp(host)
        guard !addresses.isEmpty else {
            throw NotifierError(
                isRetryable: true, description: "The name of the \(name) was not found", scope: .receiver)
        }
        if let reach = addresses.map(\.reach).first(where: { $0 != .global }) {
            throw NotifierError(
                isRetryable: false,
                description: "The \(name) is at a \(reach.rawValue) address, which settings made through the API "
                    + "may not name unless NOTIFY_ALLOW_PRIVATE is on", scope: .receiver)
        }
        return addresses
    }
}
