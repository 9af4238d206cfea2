/// A received message of SNMPv3, read as far as it can be without keys (RFC 3412 §6, RFC 3414 §2.4).
///
/// It points into the datagram, which must stay where it is while the message is in use, and which ``isGenuine(by:)`` and
/// ``open(with:)`` change in place.
struct USMMessage {
    let messageID: Int32
    /// The largest message that the sender can take, in bytes.
    let maximumSize: Int32
    let level: SecurityLevel
    /// Whether a Report may be sent about it (RFC 3412 §6.4).
    let isReportable: Bool
    let engineID: UnsafeRawBufferPointer
    let boots: Int32
    let time: Int32
    let userName: UnsafeRawBufferPointer
    private let mac: UnsafeMutableRawBufferPointer
    let salt: UnsafeRawBufferPointer
    /// The message without what follows it in the datagram.
    private let whole: UnsafeMutableRawBufferPointer
    /// The scoped PDU with its header, or what is encrypted.
    private let payload: UnsafeMutableRawBufferPointer

    /// Why it is no message that can be worked with.
    enum Fault: Error, Hashable {
        case malformed(BERFault)
        /// Not the user-based one.
        case unknownSecurityModel(Int64)
        /// Encrypted, but not authenticated.
        case privacyAlone
    }

    private enum Flag {
        static let authenticated: UInt8 = 1
        static let encrypted: UInt8 = 2
        static let reportable: UInt8 = 4
    }

    /// The number of the user-based security model (RFC 3411 §6).
    static let securityModel: Int64 = 3
    /// `msgVersion`.
    static let version: Int64 = 3

    init(_ datagram: UnsafeMutableRawBufferPointer) throws(Fault) {
        let result: Result<USMMessage, Fault>
        do throws(BERFault) {
            result = try Self.read(datagram)
        } catch {
            throw .malformed(error)
        }
        self = try result.get()
    }

    private static func read(_ datagram: UnsafeMutableRawBufferPointer) throws(BERFault) -> Result<USMMessage, Fault> {
        var outer = BERReader(UnsafeRawBufferPointer(datagram))
        var message = try outer.contents(of: BERTag.sequence)
        let version = try message.integer()
        guard version == Self.version else { throw .unknownVersion(version) }

        var global = try message.contents(of: BERTag.sequence)
        let messageID = try global.integer32()
        let maximumSize = try global.integer()
        let flags = try global.contents(of: BERTag.octetString).bytes.first ?? 0
        let model = try global.integer()
        guard model == securityModel else { return .failure(.unknownSecurityModel(model)) }
        guard let level = SecurityLevel(rawValue: flags & (Flag.authenticated | Flag.encrypted)) else {
            return .failure(.privacyAlone)
        }

        var wrapped = try message.contents(of: BERTag.octetString)
        var security = try wrapped.contents(of: BERTag.sequence)
        let engineID = try security.contents(of: BERTag.octetString).bytes
        let boots = try security.engineNumber()
        let time = try security.engineNumber()
        let userName = try security.contents(of: BERTag.octetString).bytes
        let mac = try security.contents(of: BERTag.octetString).bytes
        let salt = try security.contents(of: BERTag.octetString).bytes

        let payload = level == .authPriv ? try message.contents(of: BERTag.octetString).bytes : message.bytes
        return .success(
            USMMessage(
                messageID: messageID, maximumSize: Int32(clamping: maximumSize), level: level,
                isReportable: flags & Flag.reportable != 0, engineID: engineID, boots: boots, time: time,
                userName: userName, mac: datagram.part(mac), salt: salt,
                whole: UnsafeMutableRawBufferPointer(rebasing: datagram[..<(datagram.count - outer.remaining)]),
                payload: datagram.part(payload)))
    }

    private init(
        messageID: Int32, maximumSize: Int32, level: SecurityLevel, isReportable: Bool,
        engineID: UnsafeRawBufferPointer, boots: Int32, time: Int32, userName: UnsafeRawBufferPointer,
        mac: UnsafeMutableRawBufferPointer, salt: UnsafeRawBufferPointer, whole: UnsafeMutableRawBufferPointer,
        payload: UnsafeMutableRawBufferPointer
    ) {
        self.messageID = messageID
        self.maximumSize = maximumSize
        self.level = level
        self.isReportable = isReportable
        self.engineID = engineID
        self.boots = boots
        self.time = time
        self.userName = userName
        self.mac = mac
        self.salt = salt
        self.whole = whole
        self.payload = payload
    }

    /// Whether the MAC is that of those keys. Not to be asked after ``open(with:)``.
    func isGenuine(by keys: LocalizedKeys) -> Bool {
        level >= .authNoPriv && keys.isGenuine(whole, macAt: mac)
    }

    /// The scoped PDU, decrypted in place if it is encrypted. `nil` if the keys do not fit or it is malformed; what was
    /// decrypted is encrypted again then, so that other keys can be tried.
    func open(with keys: LocalizedKeys?) -> ScopedPDU? {
        guard level == .authPriv else { return try? ScopedPDU(UnsafeRawBufferPointer(payload)) }
        guard let keys, keys.encrypts, salt.count == 8 else { return nil }
        let vector = LocalizedKeys.Vector(
            boots: boots, time: time, salt: UInt64(bigEndian: salt.loadUnaligned(as: UInt64.self)))
        guard keys.crypt(payload, vector, .decrypt) else { return nil }
        if let scoped = try? ScopedPDU(UnsafeRawBufferPointer(payload)) { return scoped }
        _ = keys.crypt(payload, vector, .encrypt)
        return nil
    }
}

extension UnsafeMutableRawBufferPointer {
    /// The bytes that `inner`, which lies within, points to.
    fileprivate func part(_ inner: UnsafeRawBufferPointer) -> UnsafeMutableRawBufferPointer {
        guard let start = baseAddress, let innerStart = inner.baseAddress, !inner.isEmpty else {
            return UnsafeMutableRawBufferPointer(start: nil, count: 0)
        }
        let offset = innerStart - UnsafeRawPointer(start)
        return UnsafeMutableRawBufferPointer(rebasing: self[offset..<offset + inner.count])
    }
}

extension BERReader {
    /// Boots or time: 0 to 2³¹−1.
    fileprivate mutating func engineNumber() throws(BERFault) -> Int32 {
        let number = try integer32()
        guard number >= 0 else { throw .numberTooLarge }
        return number
    }
}
