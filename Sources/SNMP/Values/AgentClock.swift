/// What an agent said of its own time in one reply, and when that was.
///
/// `sysUpTime` is read in the same PDU as the counters that it is to judge. The others are had where the agent has them: they
/// tell a wrapped `sysUpTime` from a restart, and an agent that restarted from a device that did.
public struct AgentClock: Sendable, Hashable {
    /// `sysUpTime.0` (RFC 3418): hundredths of a second since the agent started; wraps after 497.1 days.
    public var upTime: UInt32?
    /// `snmpEngineBoots.0` (RFC 3411): how often the engine has started.
    public var engineBoots: UInt32?
    /// `snmpEngineTime.0` (RFC 3411): seconds since the engine started; wraps after 68 years.
    public var engineTime: UInt32?
    /// `hrSystemUptime.0` (RFC 2790): hundredths of a second since the host started; wraps after 497.1 days.
    public var hostUpTime: UInt32?
    /// When the reply came, by the clock of the manager: the time since any fixed moment. It must not jump.
    public var received: Duration?

    /// A clock of what is known.
    public init(
        upTime: UInt32? = nil, engineBoots: UInt32? = nil, engineTime: UInt32? = nil, hostUpTime: UInt32? = nil,
        received: Duration? = nil
    ) {
        self.upTime = upTime
        self.engineBoots = engineBoots
        self.engineTime = engineTime
        self.hostUpTime = hostUpTime
        self.received = received
    }

    /// The clock in the values of a reply; what it does not have, or has as a type that is no number, is `nil`.
    public init(_ varBinds: [VarBind], received: Duration? = nil) {
        self.init(received: received)
        for varBind in varBinds {
            guard let number = varBind.value.number.flatMap({ UInt32(exactly: $0) }) else { continue }
            switch varBind.oid {
            case .sysUpTime.scalar: upTime = number
            case .snmpEngineBoots.scalar: engineBoots = number
            case .snmpEngineTime.scalar: engineTime = number
            case .hrSystemUptime.scalar: hostUpTime = number
            default: continue
            }
        }
    }

    /// The instances to ask for beside counters, for a clock with everything in it.
    public static let instances: [OID] = [
        .sysUpTime.scalar, .snmpEngineBoots.scalar, .snmpEngineTime.scalar, .hrSystemUptime.scalar,
    ]

    /// The hundredths of a second after which `sysUpTime` wraps: 497.1 days.
    static let wrap = Int64(1) << 32

    /// The time until `sysUpTime` wraps; `nil` if the agent did not send it. Up to 497.1 days.
    public var untilUpTimeWraps: Duration? {
        upTime.map { .hundredths(Self.wrap - Int64($0)) }
    }
}
