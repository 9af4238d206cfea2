/// Answers GET, GETNEXT and GETBULK of well-behaved agents by the book (RFC 1157 §4.1, RFC 3416 §4.2) and at the speed of
/// the network: nothing is allocated, objects are found by the bytes of their identifiers, and all but the changing
/// values is copied ready-made.
///
/// One request in two repeats the identifiers of the one before, asked of another agent: then they are not looked up.
final class QuickResponder {
    /// Ahead of the variable bindings, for headers that are written last.
    static let headroom = 512
    private static let mostAsked = 8_192
    private static let longestKept = 4_096

    private struct Asked {
        var oid: UnsafePointer<UInt8>
        var count: Int
        var position: Int
    }

    private let asked: UnsafeMutablePointer<Asked>
    /// The list of the last GET, with the places of its objects in `asked`.
    private let kept: UnsafeMutablePointer<UInt8>
    private var keptCount = 0
    private var keptObjects = 0
    private var keptTree: AgentTree?
    /// Where a variable binding is written that may be too large for its place.
    private let trial: UnsafeMutablePointer<UInt8>
    private let trialSize = 70_000
    /// Variable bindings sent so far.
    private(set) var varBinds = 0

    init() {
        asked = .allocate(capacity: Self.mostAsked)
        kept = .allocate(capacity: Self.longestKept)
        trial = .allocate(capacity: trialSize)
    }

    deinit {
        asked.deallocate()
        kept.deallocate()
        trial.deallocate()
    }

    /// A PDU that was written into a buffer.
    struct Written {
        let start: UnsafeMutablePointer<UInt8>
        let end: UnsafeMutablePointer<UInt8>
    }

    /// Answers the PDU that comes next in `request`. `out` has ``headroom`` bytes, then `room` for the variable bindings,
    /// then 64 more. `nil` if it is none of the three operations, or not well-formed.
    func answer(
        _ request: BERCursor, isV1: Bool, from tree: AgentTree, of device: borrowing AgentDevice,
        to out: UnsafeMutablePointer<UInt8>, room: Int
    ) -> Written? {
        var message = request
        guard let pdu = message.next() else { return nil }
        var fields = pdu.inside
        guard let id = fields.integer(), let first = fields.integer(), let second = fields.integer(),
            let list = fields.next(BER.sequence)
        else { return nil }
        let body = out + Self.headroom
        let limit = body + room
        let result: (end: UnsafeMutablePointer<UInt8>, status: Int32, index: Int32)
        switch pdu.tag {
        case Operation.get where !isV1:
            guard let count = locate(list, in: tree) else { return nil }
            result = get(count, tree, device, body, limit)
        case Operation.get, Operation.getNext:
            guard let count = read(list) else { return nil }
            result = walk(count, isGet: pdu.tag == Operation.get, isV1: isV1, tree, device, body, limit)
        case Operation.getBulk where !isV1:
            guard let count = read(list) else { return nil }
            result = bulk(count, Int(max(0, first)), Int(max(0, second)), tree, device, body, limit)
        default: return nil
        }
        var end = result.end
        if result.status != Status.noError {
            end = body
            if result.status != Status.tooBig || isV1 {
                guard list.count <= room else { return nil }
                end.update(from: list.start, count: list.count)
                end += list.count
            }
        }
        var start = Self.pushHeader(BER.sequence, end - body, before: body)
        start = Self.push(result.index, before: start)
        start = Self.push(result.status, before: start)
        start = Self.push(id, before: start)
        start = Self.pushHeader(Operation.response, end - start, before: start)
        return Written(start: start, end: end)
    }

    private typealias Result = (end: UnsafeMutablePointer<UInt8>, status: Int32, index: Int32)

    /// The identifiers of a list into `asked`; how many there are.
    private func read(_ list: BERCursor.Element) -> Int? {
        keptCount = 0
        return readAsked(list)
    }

    @inline(__always)
    private func readAsked(_ list: BERCursor.Element) -> Int? {
        var cursor = list.inside
        var count = 0
        while !cursor.isAtEnd {
            guard count < Self.mostAsked, let pair = cursor.next(BER.sequence) else { return nil }
            var inside = pair.inside
            guard let oid = inside.next(BER.oid) else { return nil }
            asked[count] = Asked(oid: oid.start, count: oid.count, position: -1)
            count += 1
        }
        return count
    }

    /// As `read`, with the places of those very instances.
    @inline(__always)
    private func locate(_ list: BERCursor.Element, in tree: AgentTree) -> Int? {
        if keptCount == list.count, keptTree === tree, AgentTree.areSame(kept, list.start, keptCount) {
            return keptObjects
        }
        guard let count = readAsked(list) else { return nil }
        for index in 0..<count { asked[index].position = tree.find(asked[index].oid, asked[index].count) }
        keptCount = 0
        if list.count <= Self.longestKept {
            kept.update(from: list.start, count: list.count)
            for index in 0..<count { asked[index].oid = UnsafePointer(kept) + (asked[index].oid - list.start) }
            (keptCount, keptObjects, keptTree) = (list.count, count, tree)
        }
        return count
    }

    @inline(__always)
    private func get(
        _ count: Int, _ tree: AgentTree, _ device: borrowing AgentDevice, _ body: UnsafeMutablePointer<UInt8>,
        _ limit: UnsafeMutablePointer<UInt8>
    ) -> Result {
        var end = body
        for index in 0..<count {
            let position = asked[index].position
            if position >= 0, limit - end >= tree.entries[position].bound {
                end = tree.write(position, of: device, to: end)
            } else if let next = writeSlowly(index, position, tree, device, end, limit, isGet: true) {
                end = next
            } else {
                return (body, Status.tooBig, 0)
            }
        }
        varBinds += count
        return (end, Status.noError, 0)
    }

    /// GETNEXT, and v1's GET.
    private func walk(
        _ count: Int, isGet: Bool, isV1: Bool, _ tree: AgentTree, _ device: borrowing AgentDevice,
        _ body: UnsafeMutablePointer<UInt8>, _ limit: UnsafeMutablePointer<UInt8>
    ) -> Result {
        var end = body
        for index in 0..<count {
            var position =
                isGet
                ? tree.find(asked[index].oid, asked[index].count)
                : tree.findNext(asked[index].oid, asked[index].count)
            if isV1 {
                // v1 has no 64-bit counters: RFC 3584 §4.2.2.1 has them passed over.
                while !isGet, position < tree.count, tree.isCounter64(position) { position += 1 }
                guard position >= 0, position < tree.count, !tree.isCounter64(position) else {
                    return (body, Status.noSuchName, Int32(truncatingIfNeeded: index + 1))
                }
            }
            if position == tree.count { position = -1 }
            guard let next = writeSlowly(index, position, tree, device, end, limit, isGet: isGet) else {
                return (body, Status.tooBig, 0)
            }
            end = next
        }
        varBinds += count
        return (end, Status.noError, 0)
    }

    private func bulk(
        _ count: Int, _ first: Int, _ repetitions: Int, _ tree: AgentTree, _ device: borrowing AgentDevice,
        _ body: UnsafeMutablePointer<UInt8>, _ limit: UnsafeMutablePointer<UInt8>
    ) -> Result {
        let nonRepeaters = min(first, count)
        for index in 0..<count { asked[index].position = tree.findNext(asked[index].oid, asked[index].count) }
        var end = body
        for row in 0..<(repetitions > 0 && count > nonRepeaters ? repetitions : 1) {
            var isAlive = false
            for index in (row == 0 ? 0 : nonRepeaters)..<(repetitions > 0 ? count : nonRepeaters) {
                let position = asked[index].position
                if position < tree.count {
                    isAlive = true
                    asked[index].position = position + 1
                    if limit - end >= tree.entries[position].bound {
                        end = tree.write(position, of: device, to: end)
                    } else if let next = writeSlowly(index, position, tree, device, end, limit, isGet: false) {
                        end = next
                    } else {
                        return end == body ? (body, Status.tooBig, 0) : (end, Status.noError, 0)
                    }
                    if position + 1 == tree.count {
                        let oid = tree.oid(at: position)
                        if let start = oid.baseAddress { (asked[index].oid, asked[index].count) = (start, oid.count) }
                    }
                } else if let next = writeSlowly(index, -1, tree, device, end, limit, isGet: false) {
                    end = next
                } else {
                    return end == body ? (body, Status.tooBig, 0) : (end, Status.noError, 0)
                }
                varBinds += 1
            }
            if !isAlive { break }
        }
        return (end, Status.noError, 0)
    }

    /// Writes the instance at `position`, or the exception of its absence for -1; `nil` if that does not fit.
    private func writeSlowly(
        _ index: Int, _ position: Int, _ tree: AgentTree, _ device: borrowing AgentDevice,
        _ end: UnsafeMutablePointer<UInt8>, _ limit: UnsafeMutablePointer<UInt8>, isGet: Bool
    ) -> UnsafeMutablePointer<UInt8>? {
        if position >= 0, limit - end >= tree.entries[position].bound {
            return tree.write(position, of: device, to: end)
        }
        let written: UnsafeMutablePointer<UInt8>
        if position >= 0 {
            guard tree.entries[position].bound + 64 <= trialSize else { return nil }
            written = tree.write(position, of: device, to: trial)
        } else {
            guard asked[index].count + 64 <= trialSize else { return nil }
            let exception =
                isGet ? tree.absence(of: asked[index].oid, asked[index].count) : BER.endOfMibView
            written = writeException(exception, asked[index], to: trial)
        }
        let size = written - trial
        guard size <= limit - end else { return nil }
        end.update(from: trial, count: size)
        return end + size
    }

    private func writeException(
        _ tag: UInt8, _ asked: Asked, to out: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        // The contents go where the longest header would end, and the header ahead of them.
        let body = out + 16
        body.update(from: asked.oid, count: asked.count)
        (body + asked.count).pointee = tag
        (body + asked.count + 1).pointee = 0
        let oid = Self.pushHeader(BER.oid, asked.count, before: body)
        let start = Self.pushHeader(BER.sequence, body + asked.count + 2 - oid, before: oid)
        let size = body + asked.count + 2 - start
        out.update(from: start, count: size)
        return out + size
    }

    @inline(__always)
    static func pushHeader(
        _ tag: UInt8, _ count: Int, before end: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var start = end - 1
        start[0] = UInt8(truncatingIfNeeded: count)
        if count > 0xFF {
            start -= 2
            start[0] = 0x82
            start[1] = UInt8(truncatingIfNeeded: count >> 8)
        } else if count > 0x7F {
            start -= 1
            start[0] = 0x81
        }
        start -= 1
        start[0] = tag
        return start
    }

    @inline(__always)
    static func push(_ number: Int32, before end: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        let magnitude = number < 0 ? ~number : number
        let size = (32 - magnitude.leadingZeroBitCount) / 8 + 1
        var start = end
        for offset in 0..<size {
            start -= 1
            start[0] = UInt8(truncatingIfNeeded: number >> Int32(offset * 8))
        }
        start -= 2
        start[0] = BER.integer
        start[1] = UInt8(truncatingIfNeeded: size)
        return start
    }
}

extension AgentTree {
    /// Long stretches by `memcmp`'s means.
    @inline(__always)
    static func areSame(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let (rawLeft, rawRight) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
        var offset = 0
        while count - offset >= 32 {
            let difference =
                rawLeft.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
                ^ rawRight.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
            guard difference == .zero else { return false }
            offset += 32
        }
        while offset < count {
            guard left[offset] == right[offset] else { return false }
            offset += 1
        }
        return true
    }

    func isCounter64(_ position: Int) -> Bool {
        let entry = entries[position]
        guard entry.kind == .constant else { return entry.tag == BER.counter64 }
        return bytes[entry.oidStart + entry.oidCount] == BER.counter64
    }

    /// `noSuchInstance` where there are other instances beside the one that is absent, `noSuchObject` elsewhere
    /// (RFC 3416 §4.2.1).
    func absence(of contents: UnsafePointer<UInt8>, _ count: Int) -> UInt8 {
        let asked = UnsafeBufferPointer(start: contents, count: count)
        let next = findNext(contents, count)
        for neighbour in [next - 1, next] where neighbour >= 0 && neighbour < self.count {
            let object = oid(at: neighbour).dropLast()
            if asked.count >= object.count, asked.prefix(object.count).elementsEqual(object) {
                return BER.noSuchInstance
            }
        }
        return BER.noSuchObject
    }
}
