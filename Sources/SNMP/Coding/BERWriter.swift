/// Writes BER elements from the last byte to the first, so that the length of an element is known when its header is due.
///
/// Elements go in backwards: the last one of a message first, and of an element its contents before its header, which
/// ``element(_:_:)`` sees to. It writes into memory it does not own, and never before its start: what does not fit sets
/// ``isFull``, and nothing of the message counts then.
struct BERWriter {
    private let memory: UnsafeMutableRawBufferPointer
    /// Where the first byte written stands.
    private(set) var start: Int
    private(set) var isFull = false

    init(endingAt memory: UnsafeMutableRawBufferPointer) {
        self.memory = memory
        start = memory.count
    }

    /// How many bytes are written.
    var count: Int { memory.count - start }

    mutating func prepend(_ byte: UInt8) {
        guard start > 0, !isFull else {
            isFull = true
            return
        }
        start -= 1
        memory[start] = byte
    }

    mutating func prepend(_ bytes: UnsafeRawBufferPointer) {
        guard start >= bytes.count, !isFull else {
            isFull = true
            return
        }
        start -= bytes.count
        UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + bytes.count]).copyMemory(from: bytes)
    }

    /// Writes over what stands that many bytes from the start.
    mutating func overwrite(_ bits: some FixedWidthInteger, at offset: Int) {
        guard !isFull, offset + bits.bitWidth / 8 <= count else { return }
        memory.storeBytes(of: bits, toByteOffset: start + offset, as: type(of: bits))
    }

    /// The contents that `body` writes, with a header in front.
    mutating func element(_ tag: UInt8, _ body: (inout BERWriter) -> Void) {
        let before = count
        body(&self)
        header(tag, length: count - before)
    }

    mutating func varBind(_ varBind: VarBind) {
        element(BERTag.sequence) { writer in
            writer.value(varBind.value)
            writer.objectIdentifier(varBind.oid)
        }
    }

    private mutating func header(_ tag: UInt8, length: Int) {
        if length < 0x80 {
            prepend(UInt8(truncatingIfNeeded: length))
        } else {
            var rest = length
            var octets: UInt8 = 0
            while rest > 0 {
                prepend(UInt8(truncatingIfNeeded: rest))
                rest >>= 8
                octets += 1
            }
            prepend(0x80 | octets)
        }
        prepend(tag)
    }

    mutating func empty(tag: UInt8) {
        header(tag, length: 0)
    }

    /// Two's complement in as few bytes as will do.
    mutating func signed(_ number: Int64, tag: UInt8) {
        element(tag) { writer in
            var rest = number
            repeat {
                writer.prepend(UInt8(truncatingIfNeeded: rest))
                rest >>= 8
            } while rest != 0 && rest != -1
            if (rest < 0) != writer.leadingBitIsSet { writer.prepend(rest < 0 ? 0xFF : 0x00) }
        }
    }

    /// Five bytes for a 32-bit number whose first bit is set: a positive number has a leading zero (X.690 §8.3).
    mutating func unsigned(_ number: UInt64, tag: UInt8) {
        element(tag) { writer in
            var rest = number
            repeat {
                writer.prepend(UInt8(truncatingIfNeeded: rest))
                rest >>= 8
            } while rest != 0
            if writer.leadingBitIsSet { writer.prepend(0x00) }
        }
    }

    private var leadingBitIsSet: Bool { start < memory.count && memory[start] & 0x80 != 0 }

    mutating func octets(_ string: OctetString, tag: UInt8) {
        element(tag) { writer in string.withBytes { writer.prepend($0) } }
    }

    /// The empty identifier is sent as `0.0`: agents do not expect one without arcs.
    mutating func objectIdentifier(_ oid: OID) {
        element(BERTag.oid) { writer in
            if oid.isEmpty { writer.prepend(0x00) } else { oid.withBytes { writer.prepend($0) } }
        }
    }
}
