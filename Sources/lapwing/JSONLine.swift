import Foundation
import SNMP

/// A variable binding, a row or a notification as one line of JSON.
enum JSONLine {
    private struct Binding: Encodable {
        var oid: String
        var name: String
        var type: String
        var value: Scalar?
        var text: String?
        /// Bytes that are no text.
        var hex: String?
        /// Why there is no value.
        var error: String?
    }

    /// A number or a text.
    enum Scalar: Encodable {
        case integer(Int64)
        case unsigned(UInt64)
        case double(Double)
        case text(String)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .integer(let number): try container.encode(number)
            case .unsigned(let number): try container.encode(number)
            case .double(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }

    private struct Event: Encodable {
        var time: String
        var address: String
        var agentAddress: String?
        var version: String
        var user: String?
        var inform: Bool
        var oid: String
        var name: String
        var upTime: UInt32?
        var varBinds: [Binding]
    }

    static func text(of varBind: VarBind) -> String { line(binding(varBind)) }

    static func text(of notification: SNMPNotification) -> String {
        let oid = notification.trapOID
        return line(
            Event(
                time: notification.time.formatted(.iso8601), address: notification.address,
                agentAddress: notification.agentAddress, version: notification.sender.version,
                user: notification.sender.user, inform: notification.isInform, oid: oid.description, name: oid.name,
                upTime: notification.upTime, varBinds: notification.varBinds.map(binding)))
    }

    private static func binding(_ varBind: VarBind) -> Binding {
        let (oid, value) = (varBind.oid, varBind.value)
        guard !value.isException else {
            return Binding(oid: oid.description, name: oid.name, type: value.typeName, error: value.description)
        }
        var hex: String?
        if case .octetString(let string) = value, !string.isPrintable { hex = string.hex }
        return Binding(
            oid: oid.description, name: oid.name, type: value.typeName, value: value.scalar, text: varBind.valueText,
            hex: hex)
    }

    /// A row of a table: its index, what the index means, and the cells by the names of their columns.
    static func text(of row: TableRow, in table: ConceptualTable, columns: [OID]) -> String {
        var cells: [String: Scalar] = ["index": .text(row.index.description)]
        for part in table.values(of: row.index) ?? [] { cells[part.object.name] = part.value.scalar }
        for (column, value) in zip(columns, row.values) {
            guard let value, !value.isException else { continue }
            cells[column.name] = value.scalar
        }
        return line(cells)
    }

    static func line(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

extension SNMPValue {
    /// The number or text of it.
    fileprivate var scalar: JSONLine.Scalar {
        switch self {
        case .integer(let number): .integer(number)
        case .counter32(let number), .gauge32(let number), .timeTicks(let number): .unsigned(UInt64(number))
        case .counter64(let number): .unsigned(number)
        case .float(let number): .double(Double(number))
        case .double(let number): .double(number)
        default: .text(description)
        }
    }

    /// The type as the SMI names it (RFC 2578 §7.1).
    fileprivate var typeName: String {
        switch self {
        case .integer: "INTEGER"
        case .octetString: "OCTET STRING"
        case .oid: "OBJECT IDENTIFIER"
        case .ipAddress: "IpAddress"
        case .counter32: "Counter32"
        case .gauge32: "Gauge32"
        case .timeTicks: "TimeTicks"
        case .counter64: "Counter64"
        case .float: "Float"
        case .double: "Double"
        case .opaque: "Opaque"
        case .null: "NULL"
        case .noSuchObject: "noSuchObject"
        case .noSuchInstance: "noSuchInstance"
        case .endOfMibView: "endOfMibView"
        case .other: "other"
        }
    }
}
