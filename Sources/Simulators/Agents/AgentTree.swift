/// The objects of an agent, compiled for answering: each variable binding is encoded as far as it is the same for all
/// agents, behind the one it follows in a walk, and found by the bytes of its identifier.
///
/// Unchecked: what the pointers point to is written before the initialiser returns, and freed with the last reference.
final class AgentTree: @unchecked Sendable {
    /// An instance. Offsets are into `bytes`.
    struct Entry {
        /// The variable binding: all `size` bytes of it, or the sequence's header, the identifier and, in `valueStart`,
        /// nothing yet.
        var start = 0
        var size = 0
        var oidStart = 0
        var oidCount = 0
        /// No more than that many bytes with its value.
        var bound = 0
        var kind = Kind.constant
        var tag: UInt8 = 0
        var seed: UInt32 = 0
        var port: UInt32 = 0
        var low: UInt64 = 0
        var span: UInt64 = 0
        var divisor: UInt64 = 1
        var base: UInt64 = 0
        /// The stretch of `parts` that makes a text.
        var firstPart = 0
        var endOfParts = 0
    }

    enum Kind: UInt8 {
        case constant, counting, moving, drawn, upTime, engineTime, engineBoots, operStatus, text
    }

    struct Part {
        var kind: Kind
        var start: Int
        var size: Int

        enum Kind: UInt8 { case literal, dotted, dashed, raw }
    }

    let count: Int
    let entries: UnsafeMutablePointer<Entry>
    let bytes: UnsafeMutablePointer<UInt8>
    let parts: UnsafeMutablePointer<Part>
    private let slots: UnsafeMutablePointer<Int32>
    private let mask: Int
    let writing: [Int: AgentObject.Writing]
    /// Whether a walk goes by the order in which the objects were written down.
    let keepsOrder: Bool

    /// Of two objects with the same identifier the first is found.
    init(_ objects: [AgentObject], keepsOrder: Bool = false) {
        var compiled = objects.map { (contents: BER.contents(of: $0.arcs), object: $0) }
        if !keepsOrder {
            compiled.sort { Self.precedes($0.contents, $1.contents) }
            for position in compiled.indices.dropFirst().reversed()
            where compiled[position].contents == compiled[position - 1].contents {
                compiled.remove(at: position)
            }
        }
        self.keepsOrder = keepsOrder
        var builder = Builder()
        for (contents, object) in compiled { builder.add(contents, object.value) }
        count = compiled.count
        entries = .allocate(capacity: max(1, count))
        entries.initialize(from: builder.entries, count: count)
        // Copies are made 32 bytes at a time and may read beyond the last.
        bytes = .allocate(capacity: builder.bytes.count + 64)
        bytes.initialize(repeating: 0, count: builder.bytes.count + 64)
        bytes.update(from: builder.bytes, count: builder.bytes.count)
        parts = .allocate(capacity: max(1, builder.parts.count))
        parts.initialize(from: builder.parts, count: builder.parts.count)
        var capacity = 64
        while capacity < count * 2 { capacity *= 2 }
        mask = capacity - 1
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: -1, count: capacity)
        writing = Dictionary(
            uniqueKeysWithValues: compiled.enumerated().compactMap { position, entry in
                entry.object.writing.map { (position, $0) }
            })
        for position in 0..<count { enter(position) }
    }

    deinit {
        entries.deallocate()
        bytes.deallocate()
        parts.deallocate()
        slots.deallocate()
    }

    private func enter(_ position: Int) {
        let entry = entries[position]
        var slot = Self.hash(bytes + entry.oidStart, entry.oidCount) & mask
        while slots[slot] >= 0 {
            guard !isOID(Int(slots[slot]), bytes + entry.oidStart, entry.oidCount) else { return }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(position)
    }

    @inline(__always)
    private static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let raw = UnsafeRawPointer(bytes)
        var hash = UInt64(count)
        var offset = 0
        while count - offset >= 8 {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        hash = (hash ^ rest) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: hash >> 36)
    }

    @inline(__always)
    private func isOID(_ position: Int, _ contents: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let entry = entries + position
        return entry.pointee.oidCount == count && Self.areEqual(bytes + entry.pointee.oidStart, contents, count)
    }

    /// Eight bytes at a time: a call of `memcmp` costs more than most comparisons here.
    @inline(__always)
    private static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let (rawLeft, rawRight) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
        var offset = 0
        while count - offset >= 8 {
            guard
                rawLeft.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    == rawRight.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            else { return false }
            offset += 8
        }
        while offset < count {
            guard left[offset] == right[offset] else { return false }
            offset += 1
        }
        return true
    }

    /// The place of that very instance, or -1.
    @inline(__always)
    func find(_ contents: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var slot = Self.hash(contents, count) & mask
        while slots[slot] >= 0 {
            if isOID(Int(slots[slot]), contents, count) { return Int(slots[slot]) }
            slot = (slot + 1) & mask
        }
        return -1
    }

    /// The place of the first instance behind that identifier; `count` if there is none.
    @inline(__always)
    func findNext(_ contents: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let found = find(contents, count)
        return found >= 0 ? found + 1 : firstBehind(contents, count)
    }

    private func firstBehind(_ contents: UnsafePointer<UInt8>, _ size: Int) -> Int {
        let asked = UnsafeBufferPointer(start: contents, count: size)
        if keepsOrder { return (0..<count).first { Self.precedes(asked, oid(at: $0)) } ?? count }
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if Self.precedes(asked, oid(at: middle)) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Valid as long as the tree.
    func oid(at position: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes + entries[position].oidStart, count: entries[position].oidCount)
    }

    /// By arcs (RFC 3416 §4.2.2): an arc of more octets is the larger one.
    private static func precedes(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        var (lefts, rights) = (left[...], right[...])
        while !lefts.isEmpty, !rights.isEmpty {
            let (mine, theirs) = (takeArc(from: &lefts), takeArc(from: &rights))
            if mine != theirs { return mine < theirs }
        }
        return lefts.isEmpty && !rights.isEmpty
    }

    private static func takeArc<Bytes: Collection<UInt8>>(from bytes: inout Bytes) -> UInt64
    where Bytes.SubSequence == Bytes {
        var arc: UInt64 = 0
        while let byte = bytes.popFirst() {
            arc = arc << 7 | UInt64(byte & 0x7F)
            if byte & 0x80 == 0 { break }
        }
        return arc
    }
}

/// What is known before any request.
extension AgentTree {
    private struct Builder {
        var entries: [Entry] = []
        var bytes: [UInt8] = []
        var parts: [Part] = []

        mutating func add(_ contents: [UInt8], _ value: AgentValue) {
            var entry = Entry()
            let identifier = BER.element(BER.oid, contents)
            var constant: [UInt8] = []
            if case .encoded(let element) = value { constant = element }
            // For values yet to come the header is that of a sequence of less than 128 bytes, to be mended.
            let header =
                constant.isEmpty
                ? [BER.sequence, 0] : BER.header(BER.sequence, identifier.count + constant.count)
            entry.start = bytes.count
            entry.oidStart = bytes.count + header.count + identifier.count - contents.count
            entry.oidCount = contents.count
            bytes += header + identifier + constant
            entry.size = bytes.count - entry.start
            entry.bound = entry.size
            describe(value, in: &entry)
            entries.append(entry)
        }

        private mutating func describe(_ value: AgentValue, in entry: inout Entry) {
            switch value {
            case .encoded: break
            case .number(let type, let source):
                entry.tag = type.rawValue
                entry.bound += 13
                describe(source, in: &entry)
            case .text(let texts):
                entry.kind = .text
                entry.tag = BER.octetString
                entry.firstPart = parts.count
                entry.bound += 8
                for text in texts { add(text, to: &entry) }
                entry.endOfParts = parts.count
            }
        }

        private func describe(_ source: AgentValue.NumberSource, in entry: inout Entry) {
            switch source {
            case .counting(let rate, let divisor, let start):
                entry.kind = .counting
                entry.low = rate.range.lowerBound
                entry.span = rate.range.upperBound - rate.range.lowerBound
                entry.seed = rate.seed
                entry.port = rate.port ?? 0
                entry.divisor = max(1, divisor)
                entry.base = start
            case .moving(let range, let step):
                entry.kind = .moving
                setRange(range, of: &entry)
                entry.divisor = max(1, step)
            case .drawn(let range):
                entry.kind = .drawn
                setRange(range, of: &entry)
            case .upTime: entry.kind = .upTime
            case .engineTime: entry.kind = .engineTime
            case .engineBoots: entry.kind = .engineBoots
            case .operStatus(let port):
                entry.kind = .operStatus
                entry.port = port
            }
        }

        private func setRange(_ range: ClosedRange<Int64>, of entry: inout Entry) {
            entry.low = UInt64(bitPattern: range.lowerBound)
            entry.span = UInt64(bitPattern: range.upperBound &- range.lowerBound)
            entry.seed = UInt32(truncatingIfNeeded: entries.count &* 31 &+ 5)
        }

        private mutating func add(_ text: AgentValue.TextPart, to entry: inout Entry) {
            switch text {
            case .literal(let literal):
                parts.append(Part(kind: .literal, start: bytes.count, size: literal.count))
                bytes += literal
                entry.bound += literal.count
            case .dottedAddress: parts.append(Part(kind: .dotted, start: 0, size: 0))
            case .dashedAddress: parts.append(Part(kind: .dashed, start: 0, size: 0))
            case .rawAddress: parts.append(Part(kind: .raw, start: 0, size: 0))
            }
            entry.bound += 15
        }
    }
}
