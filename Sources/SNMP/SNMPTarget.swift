/// A device to ask, and how.
public struct SNMPTarget: Sendable, Hashable {
    /// An address of IPv4 or IPv6 (`fe80::1%eth0` if link-local), or a name to be looked up.
    public var host: String {
        didSet { endpoint = Endpoint(host, port: port) }
    }
    /// The UDP port.
    public var port: UInt16 {
        didSet { endpoint = Endpoint(host, port: port) }
    }
    /// The version of the protocol, and the community or user.
    public var credentials: Credentials
    /// How long to wait for the answer to each request, 1 ms to a day; a device is given up after `retries + 1` times this.
    ///
    /// Once the device's round-trip time is known, the first retry comes earlier (RFC 6298), and the last waits the longer.
    public var timeout: Duration
    /// How often to send a request again, beyond the first time.
    public var retries: Int
    /// Whether an answer from another address than the one asked is passed over. Devices with several addresses often
    /// answer from the wrong one, so it is taken by default if its identifier and community fit.
    public var acceptsOnlyItsOwnAddress: Bool
    /// Where to send to; `nil` if the host is a name.
    private(set) var endpoint: Endpoint?

    /// A device by its address or name.
    public init(
        _ host: String, port: UInt16 = 161, credentials: Credentials = .v2c("public"), timeout: Duration = .seconds(2),
        retries: Int = 2, acceptsOnlyItsOwnAddress: Bool = false
    ) {
        self.host = host
        self.port = port
        self.credentials = credentials
        self.timeout = timeout
        self.retries = retries
        self.acceptsOnlyItsOwnAddress = acceptsOnlyItsOwnAddress
        endpoint = Endpoint(host, port: port)
    }
}

extension SNMPTarget: CustomStringConvertible {
    /// The host, and the port if it is not 161: `10.0.0.7`, `10.0.0.7:1161`, `[fe80::1%eth0]:1161`.
    public var description: String {
        guard port != 161 else { return host }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
