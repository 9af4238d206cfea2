/// What goes around the PDU of a message of SNMPv3 that is sent (RFC 3412 §6, RFC 3414 §2.4).
struct USMEnvelope {
    var messageID: Int32
    var level: SecurityLevel
    /// Whether a Report is wanted if something is wrong; so in all that expects an answer.
    var isReportable: Bool
    /// The authoritative engine.
    var engineID: EngineID
    var boots: Int32
    var time: Int32
    var userName: OctetString
    var contextEngineID: EngineID
    var contextName = OctetString([])
    /// Different in each message under the same keys.
    var salt: UInt64

    /// `msgMaxSize`: the largest datagram of IPv4 can be taken.
    static let maximumSize: Int64 = 65_507

    /// Writes the message at the end of `memory`; its size, or `nil` if it does not fit or libcrypto fails.
    ///
    /// `keys` are needed for all levels but noAuthNoPriv. `pdu` writes the PDU with its header, twice if DES has to pad.
    func encode(
        with keys: LocalizedKeys?, atEndOf memory: UnsafeMutableRawBufferPointer, pdu: (inout BERWriter) -> Void
    ) -> Int? {
        guard level > .noAuthNoPriv else { return encodePlainly(memory, pdu) }
        guard let keys, level < .authPriv || keys.encrypts else { return nil }
        var writer = BERWriter(endingAt: memory)
        var isEncrypted = true
        var mac = 0
        writer.element(BERTag.sequence) { writer in
            if level == .authPriv {
                isEncrypted = encryptedPayload(&writer, memory, keys, pdu)
            } else {
                scoped(&writer, pdu)
            }
            mac = security(&writer, macLength: keys.macLength, saltLength: level == .authPriv ? 8 : 0)
            global(&writer)
        }
        guard isEncrypted, !writer.isFull else { return nil }
        keys.sign(
            UnsafeMutableRawBufferPointer(rebasing: memory[writer.start...]),
            macAt: UnsafeMutableRawBufferPointer(rebasing: memory[mac..<mac + keys.macLength]))
        return writer.count
    }

    private func encodePlainly(_ memory: UnsafeMutableRawBufferPointer, _ pdu: (inout BERWriter) -> Void) -> Int? {
        var writer = BERWriter(endingAt: memory)
        writer.element(BERTag.sequence) { writer in
            scoped(&writer, pdu)
            _ = security(&writer, macLength: 0, saltLength: 0)
            global(&writer)
        }
        return writer.isFull ? nil : writer.count
    }

    private func encryptedPayload(
        _ writer: inout BERWriter, _ memory: UnsafeMutableRawBufferPointer, _ keys: LocalizedKeys,
        _ pdu: (inout BERWriter) -> Void
    ) -> Bool {
        var isEncrypted = false
        writer.element(BERTag.octetString) { writer in
            if keys.encryptsBlocks {
                var measure = writer
                scoped(&measure, pdu)
                for _ in 0..<((8 - measure.count % 8) % 8) { writer.prepend(0) }
            }
            scoped(&writer, pdu)
            guard !writer.isFull else { return }
            isEncrypted = keys.crypt(
                UnsafeMutableRawBufferPointer(rebasing: memory[writer.start...]),
                LocalizedKeys.Vector(boots: boots, time: time, salt: salt), .encrypt)
        }
        return isEncrypted
    }

    private func scoped(_ writer: inout BERWriter, _ pdu: (inout BERWriter) -> Void) {
        writer.element(BERTag.sequence) { writer in
            pdu(&writer)
            writer.octets(contextName, tag: BERTag.octetString)
            writer.octets(contextEngineID.octets, tag: BERTag.octetString)
        }
    }

    /// Where the MAC belongs, which is zero as yet.
    private func security(_ writer: inout BERWriter, macLength: Int, saltLength: Int) -> Int {
        var mac = 0
        writer.element(BERTag.octetString) { writer in
            writer.element(BERTag.sequence) { writer in
                writer.element(BERTag.octetString) { writer in
                    guard saltLength > 0 else { return }
                    withUnsafeBytes(of: salt.bigEndian) { writer.prepend($0) }
                }
                writer.element(BERTag.octetString) { writer in
                    for _ in 0..<macLength { writer.prepend(0) }
                    mac = writer.start
                }
                writer.octets(userName, tag: BERTag.octetString)
                writer.signed(Int64(time), tag: BERTag.integer)
                writer.signed(Int64(boots), tag: BERTag.integer)
                writer.octets(engineID.octets, tag: BERTag.octetString)
            }
        }
        return mac
    }

    private func global(_ writer: inout BERWriter) {
        writer.element(BERTag.sequence) { writer in
            writer.signed(USMMessage.securityModel, tag: BERTag.integer)
            writer.element(BERTag.octetString) { $0.prepend(level.rawValue | (isReportable ? 4 : 0)) }
            writer.signed(Self.maximumSize, tag: BERTag.integer)
            writer.signed(Int64(messageID), tag: BERTag.integer)
        }
        writer.signed(USMMessage.version, tag: BERTag.integer)
    }
}
