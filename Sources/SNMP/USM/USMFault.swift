/// What is wrong between us and a device that speaks SNMPv3, as far as its Reports and its silence tell.
/// ``description`` is a sentence for an operator and holds no secret.
public struct USMFault: Error, Sendable, Hashable {
    /// The kinds of fault.
    public enum Kind: Sendable, Hashable {
        /// The device does not know the user.
        case unknownUser
        /// The device knows the user by another authentication protocol or passphrase.
        case wrongAuthentication
        /// The device finds our messages authentic and cannot decrypt them.
        case wrongPrivacy
        /// The device finds our messages authentic, and says nothing to encrypted ones: most likely it cannot decrypt them.
        case silentWhenEncrypted
        /// The device said who it is, and nothing to the user's requests.
        case silentToUser
        /// The device refuses the time of our messages, whatever we send.
        case outsideTimeWindow
        /// The device does not let the user in at this level of security.
        case unsupportedSecurityLevel
        /// The device finds our messages authentic, and says nothing to those in the context that is asked for.
        case silentInContext
        /// The device does not have the context.
        case unknownContext
        /// Answers came whose MAC is not that of the user's key.
        case replyNotAuthentic
        /// The device has started so often that its count has run out (RFC 3414 §2.2.2).
        case bootsExhausted
        /// Another device answers at the address, or the same one with another identity. Its keys are ours.
        case engineChanged(from: EngineID, to: EngineID)
        /// The device set its clock back and did not count it as a start; we went along.
        case clockWentBack
        /// Several devices have the same engine identifier.
        case duplicateEngine(EngineID, addresses: [String])
        /// The device reported something else.
        case reported(OID)
    }

    /// Which fault.
    public let kind: Kind
    /// Whether the device's own key vouches for it. What nothing vouches for may be forged, but rarely is.
    public let isAuthentic: Bool
    private let user: USMUser?
    /// What was asked for; empty for the whole of the device.
    private let context: OctetString

    init(_ kind: Kind, of user: USMUser?, isAuthentic: Bool = false, in context: OctetString = OctetString()) {
        self.kind = kind
        self.user = user
        self.isAuthentic = isAuthentic
        self.context = context
    }

    func asked(in context: OctetString) -> USMFault {
        USMFault(kind, of: user, isAuthentic: isAuthentic, in: context)
    }

    /// Whether it follows from something that the device sent in answer.
    var showsLife: Bool {
        switch kind {
        // An engine that is known from earlier may have died since.
        case .silentWhenEncrypted, .silentToUser: false
        default: true
        }
    }
}

extension USMFault: CustomStringConvertible {
    /// For example `The device does not know the user “monitor”: …`.
    public var description: String {
        switch kind {
        case .unknownUser:
            "The device does not know the user \(name): check the name, and that the user was created on the device"
        case .wrongAuthentication:
            "The device knows the user \(name), but not with this \(authentication) passphrase: check the authentication "
                + "protocol and passphrase\(shortAuthentication)"
        case .wrongPrivacy:
            "The device accepts the authentication of the user \(name), but cannot decrypt: check the privacy protocol "
                + "(\(privacy)) and passphrase\(extensions)\(shortPrivacy)"
        case .silentWhenEncrypted where !context.isEmpty:
            "The device accepts the authentication of the user \(name), but is silent in \(contextName): check first that "
                + "it has this context; else the privacy protocol (\(privacy)) or passphrase is wrong"
                + "\(extensions)\(shortPrivacy)"
        case .silentInContext:
            "The device accepts the user \(name), but is silent in \(contextName): check first that it has this context, "
                + "and that the user may read it"
        case .silentWhenEncrypted:
            "The device accepts the authentication of the user \(name), but is silent when asked in \(privacy): most likely "
                + "the privacy protocol or passphrase is wrong\(extensions)\(shortPrivacy)"
        case .silentToUser:
            "The device told its engine identifier, but answers nothing to the user \(name)\(silenceCauses)"
        case .outsideTimeWindow:
            "The device refuses the time in the requests of the user \(name) although it is the time that it gave: its clock "
                + "is not steady"
        case .unsupportedSecurityLevel:
            "The device does not take the user \(name) at the security level \(level): on the device the user has other "
                + "protocols, or none"
        case .unknownContext:
            context.isEmpty
                ? "The device does not have the context that was asked for"
                : "The device does not have \(contextName)"
        case .replyNotAuthentic:
            "Answers came that the \(authentication) key of the user \(name) does not vouch for: they are forged, or the "
                + "device answers with another key"
        case .bootsExhausted:
            "The device has counted \(EngineClock.maximumBoots) starts and refuses all: it needs a new engine identifier"
        case .engineChanged(let old, let new):
            "The engine identifier changed from \(old) to \(new): the device was replaced or reset"
        case .clockWentBack: "The device set its clock back without counting a start (snmpEngineBoots)"
        case .duplicateEngine(let id, let addresses):
            "The engine identifier \(id) is used by several devices, which breaks SNMPv3 for managers that go by it alone: "
                + addresses.joined(separator: ", ")
        case .reported(let oid): "The device reported \(oid.name)"
        }
    }

    private var name: String { "“\(user?.name ?? "")”" }
    private var contextName: String { "the context “\(context.text)”" }
    private var level: String { user?.level.description ?? "" }
    private var authentication: String { user?.authentication?.name.description ?? "authentication" }
    private var privacy: String { user?.privacy?.name.description ?? "encryption" }

    private var shortAuthentication: String {
        user?.authentication?.secret.isShort == true
            ? "; the passphrase has fewer than 8 characters, which few devices take" : ""
    }

    private var shortPrivacy: String {
        user?.privacy?.secret.isShort == true
            ? "; the privacy passphrase has fewer than 8 characters, which few devices take" : ""
    }

    private var extensions: String {
        user?.needsKeyExtension == true ? "; both ways to extend the key were tried" : ""
    }

    private var silenceCauses: String {
        let first = context.isEmpty ? "" : " in \(contextName): check first that it has this context"
        guard let user, user.level > .noAuthNoPriv else { return first }
        let other = context.isEmpty ? ": its user" : "; else its user"
        return "\(first)\(other) may have other passphrases or protocols, or no right to read\(shortAuthentication)"
    }
}
