import SNMP

/// The files that snmpsim plays: `oid|tag|value`, the tag that of BER in decimal, with an `x` where the value is in
/// hexadecimal.
extension AgentContent {
    convenience init(snmprec lines: [String], file: String) throws {
        var objects: [AgentObject] = []
        for (number, line) in zip(1..., lines) where !line.isEmpty && !line.hasPrefix("#") {
            do throws(DescriptionFault) {
                objects.append(try Self.object(ofSnmprec: line))
            } catch {
                throw AgentContentError(file: file, line: number, reason: error.reason)
            }
        }
        self.init(objects)
    }

    private static func object(ofSnmprec line: String) throws(DescriptionFault) -> AgentObject {
        let fields = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { throw DescriptionFault(reason: "a line is oid|tag|value") }
        guard let oid = OID(String(fields[0])) else {
            throw DescriptionFault(reason: "“\(fields[0])” is not an object identifier")
        }
        guard !fields[1].contains(":") else {
            throw DescriptionFault(reason: "“\(fields[1])” names a variation module, and there are none here")
        }
        let isHexadecimal = fields[1].hasSuffix("x")
        guard let tag = UInt8(fields[1].prefix { $0.isNumber }) else {
            throw DescriptionFault(reason: "“\(fields[1])” is not a tag such as 4 or 4x")
        }
        return AgentObject(
            oid.arcs, .encoded(try element(tag, String(fields[2]), isHexadecimal: isHexadecimal)))
    }

    private static func element(
        _ tag: UInt8, _ value: String, isHexadecimal: Bool
    ) throws(DescriptionFault) -> [UInt8] {
        if isHexadecimal {
            guard let bytes = DescribedValue.hexadecimal(value) else {
                throw DescriptionFault(reason: "“\(value.prefix(40))” is not bytes in hexadecimal")
            }
            return BER.element(tag, bytes)
        }
        switch tag {
        case BER.integer:
            guard let number = Int64(value) else { break }
            return BER.signed(number)
        case BER.counter32, BER.gauge32, BER.timeTicks, BER.counter64, 71:
            guard let number = UInt64(value) else { break }
            return BER.unsigned(tag, number)
        case BER.oid:
            guard let oid = OID(value) else { break }
            return BER.element(BER.oid, oid.contents)
        case BER.ipAddress:
            guard let address = LoopbackNetwork.address(value) else { break }
            return BER.element(BER.ipAddress, withUnsafeBytes(of: address.bigEndian) { [UInt8]($0) })
        case BER.null: return [BER.null, 0]
        case BER.octetString, BER.opaque: return BER.element(tag, Array(value.utf8))
        default: throw DescriptionFault(reason: "\(tag) is not a tag of SNMP")
        }
        throw DescriptionFault(reason: "“\(value.prefix(40))” is not a value of type \(tag)")
    }
}
