/// A network device as configured, with what the last polls found.
package struct Device: Watched {
    package static let kind = SubjectKind.device

    package let id: ID<Device>
    package var configuration: DeviceConfiguration
    package var status: Status
    /// When it last answered anything.
    package var lastSeen: Timestamp?
    package var lastError: String?
    package var facts: DeviceFacts
    package var createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
        id: ID<Device>, configuration: DeviceConfiguration, status: Status = .unknown, lastSeen: Timestamp? = nil,
        lastError: String? = nil, facts: DeviceFacts = DeviceFacts(), createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.configuration = configuration
        self.status = status
        self.lastSeen = lastSeen
        self.lastError = lastError
        self.facts = facts
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    package typealias Outcome = DeviceOutcome
    /// What was learned of its agent, if anything.
    package typealias Knowledge = AgentCapabilities?
}

/// What an operator says of a device.
package struct DeviceConfiguration: WatchedConfiguration {
    package var name: String
    /// An IPv4 or IPv6 address or a host name; unique among devices together with the SNMP port.
    package var address: String
    package var vendor: String?
    package var deviceType: String?
    package var snmp: SNMPAccess
    /// A JSON object, kept as its text.
    package var meta: String
    /// Seconds between polls; `nil` for the global interval.
    package var pollInterval: Int?
    package var parentID: ID<Device>?
    package var tags: [String]
    package var isEnabled: Bool

    package init(
        name: String, address: String, vendor: String? = nil, deviceType: String? = nil,
        snmp: SNMPAccess = SNMPAccess(),
        meta: String = "{}", pollInterval: Int? = nil, parentID: ID<Device>? = nil, tags: [String] = [],
        isEnabled: Bool = true
    ) {
        self.name = name
        self.address = address
        self.vendor = vendor
        self.deviceType = deviceType
        self.snmp = snmp
        self.meta = meta
        self.pollInterval = pollInterval
        self.parentID = parentID
        self.tags = tags
        self.isEnabled = isEnabled
    }

    package var allowance: Duration { snmp.allowance }
}

/// How to ask a device over SNMP.
package struct SNMPAccess: Sendable, Equatable {
    package enum Version: String, Sendable, CaseIterable, Codable {
        case v1 = "1"
        case v2c = "2c"
        case v3 = "3"
        /// Ping alone.
        case none
    }

    package var version: Version
    package var port: Int
    package var community: Secret
    package var v3: SNMPv3Credentials?
    /// Seconds to wait for the answer to each request, in `timeouts`; `nil` for `defaultTimeout`.
    package var timeout: Double?
    /// How often to ask again, in `retryCounts`; `nil` for `defaultRetries`.
    package var retries: Int?
    /// Why the stored community or a stored key cannot be decrypted, in a sentence: nothing can be asked with them.
    /// The store says so of what it read, and ignores it in what it is given.
    package var unreadable: String?

    package init(
        version: Version = .v2c, port: Int = 161, community: Secret = Secret("public"), v3: SNMPv3Credentials? = nil,
        timeout: Double? = nil, retries: Int? = nil
    ) {
        self.version = version
        self.port = port
        self.community = community
        self.v3 = v3
        self.timeout = timeout
        self.retries = retries
    }
}

/// How long an agent may take.
extension SNMPAccess {
    package static let timeouts = 0.1...60.0
    package static let retryCounts = 0...10
    package static let defaultTimeout = 1.0
    package static let defaultRetries = 2
    /// Seconds until a silent agent is given up, at most: a poll ends within its claim.
    package static let longestSilence = 60.0

    /// Seconds until a silent agent is given up.
    package var silence: Double { (timeout ?? Self.defaultTimeout) * Double((retries ?? Self.defaultRetries) + 1) }

    /// All that asking it may take: the first address of its name may be dead, and a second request may be needed.
    package var longestAsking: Duration { .seconds(2 + 2 * silence) }

    /// How much longer than most devices it may take to ask this one.
    package var allowance: Duration {
        version == .none ? .zero : max(.zero, longestAsking - SNMPAccess().longestAsking)
    }
}

/// A user of the User-based Security Model (RFC 3414) as an operator gives it.
package struct SNMPv3Credentials: Sendable, Hashable {
    package var username: String
    /// `MD5`, `SHA`, `SHA224`, `SHA256`, `SHA384`, `SHA512`; `nil` for none.
    package var authProtocol: String?
    package var authPassword: Secret?
    /// `DES`, `AES`, `AES192`, `AES256`; `nil` for none.
    package var privProtocol: String?
    package var privPassword: Secret?
    package var context: String?

    package init(
        username: String, authProtocol: String? = nil, authPassword: Secret? = nil, privProtocol: String? = nil,
        privPassword: Secret? = nil, context: String? = nil
    ) {
        self.username = username
        self.authProtocol = authProtocol
        self.authPassword = authPassword
        self.privProtocol = privProtocol
        self.privPassword = privPassword
        self.context = context
    }
}

/// What a device said of itself; `nil` keeps what is known.
package struct DeviceFacts: Sendable, Equatable {
    package var model: String?
    /// SNMPv2-MIB `sysName.0`.
    package var sysName: String?
    /// SNMPv2-MIB `sysDescr.0`.
    package var sysDescr: String?
    /// SNMPv2-MIB `sysLocation.0`.
    package var location: String?
    /// Seconds since the agent started, from `sysUpTime.0`.
    package var uptime: Int64?
    /// The addresses that its name had last; `nil` where it is named by its address.
    package var addresses: KnownAddresses?

    package init(
        model: String? = nil, sysName: String? = nil, sysDescr: String? = nil, location: String? = nil,
        uptime: Int64? = nil, addresses: KnownAddresses? = nil
    ) {
        self.model = model
        self.sysName = sysName
        self.sysDescr = sysDescr
        self.location = location
        self.uptime = uptime
        self.addresses = addresses
    }
}
