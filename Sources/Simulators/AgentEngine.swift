/// The SNMP engines of the agents (RFC 3411 §3.1.1).
enum AgentEngine {
    /// Net-SNMP's enterprise number, then the address as format 1 wants it.
    static let identifier: [AgentValue.TextPart] = [.literal([0x80, 0x00, 0x1F, 0x88, 0x01]), .rawAddress]

    static func identifier(of address: UInt32) -> [UInt8] {
        [0x80, 0x00, 0x1F, 0x88, 0x01] + withUnsafeBytes(of: address.bigEndian) { [UInt8]($0) }
    }
}
