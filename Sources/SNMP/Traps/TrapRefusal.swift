/// A datagram that was not taken for a notification, and why. ``description`` is a sentence for an operator; it holds no
/// community and no secret.
public struct TrapRefusal: Sendable, Hashable {
    /// Why it was not taken.
    public enum Reason: Sendable, Hashable {
        /// Its community is not among those accepted.
        case unknownCommunity
        /// Its user is not among those accepted.
        case unknownUser(String)
        /// Its MAC is not that of the user's key.
        case wrongAuthentication(USMUser)
        /// It is authentic, and does not decrypt.
        case wrongPrivacy(USMUser)
        /// It is protected otherwise than messages of the user have to be.
        case wrongLevel(USMUser, SecurityLevel)
        /// It is authentic, but old: played back, or the device set its clock back without counting a start.
        case outsideTimeWindow(USMUser)
        /// It is of no version or security model that is spoken here.
        case unsupported
        /// It is no message, or no notification.
        case malformed
        /// Notifications come faster than they are read.
        case bufferFull
    }

    /// The address it came from.
    public let address: String
    /// Why it was not taken.
    public let reason: Reason
}

extension TrapRefusal: CustomStringConvertible {
    /// For example `10.0.0.7: the user “bert” is not known here`.
    public var description: String { "\(address): \(explanation)" }

    private var explanation: String {
        switch reason {
        case .unknownCommunity: "the community is not one of those accepted"
        case .unknownUser(let name): "the user “\(name)” is not known here"
        case .wrongAuthentication(let user):
            "not authentic: the device has another authentication protocol or passphrase than \(user)"
        case .wrongPrivacy(let user):
            "authentic, but not to be decrypted: the device has another privacy protocol or passphrase than \(user)"
        case .wrongLevel(let user, let level):
            "sent with the security level \(level), where the user “\(user.name)” has \(user.level)"
        case .outsideTimeWindow(let user):
            "authentic by the user “\(user.name)”, but its time is long past: it was played back, or the device set its "
                + "clock back without counting a start (snmpEngineBoots)"
        case .unsupported: "a version or security model that is not spoken here"
        case .malformed: "no notification of SNMP"
        case .bufferFull: "dropped: notifications come faster than they are read"
        }
    }
}
