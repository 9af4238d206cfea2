/// A request, taken apart.
struct AgentRequest {
    /// An instance, and the value as an element, if one is to be set.
    struct Cell: Equatable {
        var oid: [UInt8]
        var value: [UInt8]
    }

    let isV1: Bool
    let operation: UInt8
    let id: Int32
    /// `non-repeaters` and `max-repetitions` of a GETBULK.
    let first: Int32
    let second: Int32
    let cells: [Cell]

    /// The PDU that comes next; `nil` if it is none, or not well-formed.
    init?(_ message: BERCursor, isV1: Bool) {
        var message = message
        guard let pdu = message.next() else { return nil }
        var fields = pdu.inside
        guard let id = fields.integer(), let first = fields.integer(), let second = fields.integer(),
            var list = fields.next(BER.sequence)?.inside
        else { return nil }
        var cells: [Cell] = []
        while !list.isAtEnd {
            guard var pair = list.next(BER.sequence)?.inside, let oid = pair.next(BER.oid) else { return nil }
            let value = UnsafeBufferPointer(start: pair.start, count: pair.remaining)
            cells.append(Cell(oid: [UInt8](oid.bytes), value: [UInt8](value)))
        }
        self.isV1 = isV1
        operation = pdu.tag
        self.id = id
        self.first = first
        self.second = second
        self.cells = cells
    }
}

/// A reply, not yet encoded.
struct AgentReply {
    var id: Int32
    var status = Status.noError
    var index: Int32 = 0
    var cells: [AgentRequest.Cell] = []
}

extension AgentReply {
    /// The PDU, with the faults that lie in its bytes.
    func encoded(with faults: Set<AgentFault>) -> [UInt8] {
        let form = BERForm(faults)
        var list: [UInt8] = []
        for (offset, cell) in cells.enumerated() {
            var value = form.value(cell.value)
            if offset == 0, faults.contains(.lengthBomb) {
                value = [BER.octetString, 0x88] + [UInt8](repeating: 0xFF, count: 8)
            }
            list += form.element(BER.sequence, form.element(BER.oid, form.identifier(cell.oid)) + value)
        }
        let fields =
            form.integer(faults.contains(.wrongID) ? id ^ 1 : id) + form.integer(status) + form.integer(index)
            + form.element(BER.sequence, list)
        return form.element(Operation.response, fields)
    }
}

/// How the elements of a reply are formed.
struct BERForm {
    private let hasLongLengths: Bool
    private let padsIdentifiers: Bool
    private let isUnsignedBare: Bool
    private let padsNumbers: Bool
    private let isEmpty: Bool
    private let isNull: Bool

    init(_ faults: Set<AgentFault>) {
        hasLongLengths = faults.contains(.longLengths)
        padsIdentifiers = faults.contains(.paddedIdentifiers)
        isUnsignedBare = faults.contains(.bareUnsigned)
        padsNumbers = faults.contains(.paddedNumbers)
        isEmpty = faults.contains(.emptyValues)
        isNull = faults.contains(.nullValues)
    }

    func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        guard hasLongLengths else { return BER.element(tag, contents) }
        return [tag, 0x82, UInt8(truncatingIfNeeded: contents.count >> 8), UInt8(truncatingIfNeeded: contents.count)]
            + contents
    }

    func integer(_ number: Int32) -> [UInt8] { element(BER.integer, Array(BER.signed(Int64(number)).dropFirst(2))) }

    func identifier(_ contents: [UInt8]) -> [UInt8] {
        guard padsIdentifiers, let last = contents.lastIndex(where: { $0 & 0x80 == 0 }) else { return contents }
        let start = contents[..<last].lastIndex { $0 & 0x80 == 0 }.map { $0 + 1 } ?? 0
        return contents[..<start] + [0x80] + contents[start...]
    }

    /// A value as this agent encodes it. Exceptions, and what is no well-formed element, stay as they are.
    func value(_ element: [UInt8]) -> [UInt8] {
        guard let tag = element.first, tag & 0x80 == 0, let contents = Self.contents(of: element) else {
            return element
        }
        if isNull { return [BER.null, 0] }
        if isEmpty { return [tag, 0] }
        let isUnsigned = [BER.counter32, BER.gauge32, BER.timeTicks, BER.counter64].contains(tag)
        if isUnsigned, isUnsignedBare, contents.count > 1, contents[0] == 0 {
            return self.element(tag, Array(contents.dropFirst()))
        }
        if padsNumbers, isUnsigned || tag == BER.integer, let first = contents.first {
            let width = isUnsigned ? 9 : 8
            let padding = [UInt8](repeating: first & 0x80 == 0 ? 0 : 0xFF, count: max(0, width - contents.count))
            return self.element(tag, padding + contents)
        }
        return self.element(tag, contents)
    }

    /// `nil` unless it is one element and nothing else.
    static func contents(of element: [UInt8]) -> [UInt8]? {
        element.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return nil }
            var cursor = BERCursor(start: start, end: start + bytes.count)
            guard let contents = cursor.next(), cursor.isAtEnd else { return nil }
            return [UInt8](contents.bytes)
        }
    }
}
