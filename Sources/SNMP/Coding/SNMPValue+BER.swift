extension BERReader {
    /// The next element as the value of a variable binding.
    mutating func value() throws(BERFault) -> SNMPValue {
        // Some agents send Net-SNMP's numbers bare, without the Opaque around them.
        if bytes.first == BERTag.extended { return try extendedElement().opaque() }
        let (tag, contents) = try element()
        return try contents.value(of: tag)
    }

    /// The whole as the contents of a value of that type.
    func value(of tag: UInt8) throws(BERFault) -> SNMPValue {
        switch tag {
        case BERTag.integer: return .integer(try signed())
        case BERTag.octetString: return .octetString(OctetString(copying: bytes))
        case BERTag.oid: return .oid(try objectIdentifier())
        case BERTag.ipAddress: return .ipAddress(OctetString(copying: bytes))
        case BERTag.counter32: return .counter32(try unsigned32())
        case BERTag.gauge32, BERTag.unsigned32: return .gauge32(try unsigned32())
        case BERTag.timeTicks: return .timeTicks(try unsigned32())
        case BERTag.counter64: return .counter64(try unsigned())
        case BERTag.opaque: return opaque()
        case BERTag.null: return .null
        case BERTag.noSuchObject: return .noSuchObject
        case BERTag.noSuchInstance: return .noSuchInstance
        case BERTag.endOfMibView: return .endOfMibView
        default: return .other(tag: tag, OctetString(copying: bytes))
        }
    }

    /// What an `Opaque` holds: one of Net-SNMP's numbers under a two-octet tag, or bytes.
    private func opaque() -> SNMPValue {
        var inner = self
        guard let first = try? inner.octet(), first == BERTag.extended, let second = try? inner.octet(),
            let number = (try? inner.contents())?.extendedNumber(second)
        else { return .opaque(OctetString(copying: bytes)) }
        return number
    }

    /// `nil` if the tag is not known or the size is not the tag's.
    private func extendedNumber(_ tag: UInt8) -> SNMPValue? {
        switch (tag, remaining) {
        case (BERTag.opaqueFloat, 4):
            (try? unsigned32()).map { .float(Float(bitPattern: $0)) }
        case (BERTag.opaqueDouble, 8):
            (try? unsigned()).map { .double(Double(bitPattern: $0)) }
        case (BERTag.opaqueCounter64, _):
            (try? unsigned()).map { .counter64($0) }
        case (BERTag.opaqueInteger64, _):
            (try? signed()).map { .integer($0) }
        default: nil
        }
    }
}

extension BERWriter {
    /// A value as an element.
    mutating func value(_ value: SNMPValue) {
        switch value {
        case .integer(let number): signed(number, tag: BERTag.integer)
        case .octetString(let string): octets(string, tag: BERTag.octetString)
        case .oid(let oid): objectIdentifier(oid)
        case .ipAddress(let address): octets(address, tag: BERTag.ipAddress)
        case .counter32(let number): unsigned(UInt64(number), tag: BERTag.counter32)
        case .gauge32(let number): unsigned(UInt64(number), tag: BERTag.gauge32)
        case .timeTicks(let number): unsigned(UInt64(number), tag: BERTag.timeTicks)
        case .counter64(let number): unsigned(number, tag: BERTag.counter64)
        case .float(let number): opaque(BERTag.opaqueFloat, number.bitPattern)
        case .double(let number): opaque(BERTag.opaqueDouble, number.bitPattern)
        case .opaque(let bytes): octets(bytes, tag: BERTag.opaque)
        case .null: empty(tag: BERTag.null)
        case .noSuchObject: empty(tag: BERTag.noSuchObject)
        case .noSuchInstance: empty(tag: BERTag.noSuchInstance)
        case .endOfMibView: empty(tag: BERTag.endOfMibView)
        case .other(let tag, let bytes): octets(bytes, tag: tag)
        }
    }

    private mutating func opaque(_ tag: UInt8, _ bits: some FixedWidthInteger) {
        element(BERTag.opaque) { writer in
            withUnsafeBytes(of: bits.bigEndian) { writer.prepend($0) }
            writer.prepend(UInt8(truncatingIfNeeded: bits.bitWidth / 8))
            writer.prepend(tag)
            writer.prepend(BERTag.extended)
        }
    }
}
