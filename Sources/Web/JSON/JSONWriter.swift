package import Monitoring
package import NIOCore

/// Writes JSON text into bytes. It trusts its caller to nest values rightly: one value, or fields within `object`.
package struct JSONWriter {
    private var bytes: [UInt8] = []
    /// Whether the next field or element needs no comma before it.
    private var isFirst = true

    package init(reserving capacity: Int = 512) { bytes.reserveCapacity(capacity) }

    package var buffer: ByteBuffer { ByteBuffer(bytes: bytes) }
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package mutating func object(_ fields: (inout JSONWriter) throws -> Void) rethrows {
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
        try fields(&self)
        bytes.append(UInt8(ascii: "}"))
        isFirst = false
    }

    package mutating func array<Elements: Sequence>(
        _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        bytes.append(UInt8(ascii: "["))
        isFirst = true
        for element in elements {
            separate()
            try write(&self, element)
        }
        bytes.append(UInt8(ascii: "]"))
        isFirst = false
    }

    // MARK: Fields

    package mutating func field(_ name: StaticString, _ value: String) { key(name); string(value) }
    package mutating func field(_ name: StaticString, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    package mutating func field(_ name: StaticString, _ value: Bool) { key(name); boolean(value) }

    package mutating func field(_ name: StaticString, _ value: some FixedWidthInteger) { key(name); integer(value) }
    package mutating func field(_ name: StaticString, _ value: (some FixedWidthInteger)?) {
        key(name)
        if let value { integer(value) } else { null() }
    }

    package mutating func field(_ name: StaticString, _ value: Double?) {
        key(name)
        if let value { double(value) } else { null() }
    }

    package mutating func field<Subject>(_ name: StaticString, _ id: ID<Subject>) { field(name, id.rawValue) }
    package mutating func field<Subject>(_ name: StaticString, _ id: ID<Subject>?) { field(name, id?.rawValue) }

    package mutating func field(_ name: StaticString, _ moment: Timestamp?) {
        key(name)
        if let moment { timestamp(moment) } else { null() }
    }

    package mutating func field(_ name: StaticString, _ strings: [String]) {
        key(name)
        array(strings) { $0.string($1) }
    }

    /// A field whose value is an object.
    package mutating func field(_ name: StaticString, _ fields: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try object(fields)
    }

    package mutating func field<Elements: Sequence>(
        _ name: StaticString, _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        key(name)
        try array(elements, write)
    }

    /// A field whose value is JSON text already.
    package mutating func field(_ name: StaticString, json: String) { key(name); raw(json) }

    /// A field whose name is known only now; any name is escaped.
    package mutating func field(named name: String, _ write: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        string(name)
        bytes.append(UInt8(ascii: ":"))
        try write(&self)
    }

    // MARK: Values

    package mutating func null() { append("null") }

    package mutating func boolean(_ value: Bool) { append(value ? "true" : "false") }

    package mutating func integer(_ value: some FixedWidthInteger) {
        var magnitude = UInt64(value.magnitude)
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10))
            magnitude /= 10
        } while magnitude > 0
        bytes[start...].reverse()
    }

    /// JSON has no infinities and no NaN: they are written as `null`.
    package mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return integer(whole) }
        bytes.append(contentsOf: value.description.utf8)
    }

    package mutating func timestamp(_ moment: Timestamp) {
        bytes.append(UInt8(ascii: "\""))
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
            moment.writeRFC3339(into: buffer)
            bytes.append(contentsOf: buffer)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { utf8 in
            var start = 0
            for index in utf8.indices where Self.needsEscape(utf8[index]) {
                bytes.append(contentsOf: utf8[start..<index])
                escape(utf8[index])
                start = index + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// JSON text already.
    package mutating func raw(_ json: String) { bytes.append(contentsOf: json.utf8) }

    // MARK: Bytes

    private mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    private mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
        default:
            append("u00")
            bytes.append(Self.hexDigit(byte >> 4))
            bytes.append(Self.hexDigit(byte & 15))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
