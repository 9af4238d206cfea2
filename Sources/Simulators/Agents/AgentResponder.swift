import SNMP

/// What an agent answers, by the book (RFC 1157 §4.1, RFC 3416 §4.2) but for the faults it is told to have.
struct AgentResponder {
    typealias Cell = AgentRequest.Cell

    let tree: AgentTree
    let device: AgentDevice
    let behaviour: AgentBehaviour
    /// What was set at this agent, by the place in the tree.
    let settings: [Int: [UInt8]]
    /// Whether it is still `AgentFault.warming`.
    var isCold = false

    /// `nil` if it does not answer.
    func reply(to request: AgentRequest) -> AgentReply? {
        if has(.silentWhenAskedMuch), request.cells.count > 10 { return nil }
        switch request.operation {
        case Operation.get: return get(request)
        case Operation.getNext: return getNext(request)
        case Operation.getBulk where !request.isV1: return getBulk(request)
        default: return nil
        }
    }

    private func has(_ fault: AgentFault) -> Bool { behaviour.faults.contains(fault) }

    private func hasExceptions(_ request: AgentRequest) -> Bool { !request.isV1 && !has(.errorsOfV1) }

    private func get(_ request: AgentRequest) -> AgentReply? {
        var cells: [Cell] = []
        for (offset, asked) in request.cells.enumerated() {
            if isBroken(asked.oid, from: 9) { return refusal(of: request, Status.genErr, index: offset + 1) }
            if isInaccessible(asked.oid) { return refusal(of: request, Status.noAccess, index: offset + 1) }
            let position = position(of: asked.oid)
            if position >= 0, exists(position), !(request.isV1 && tree.isCounter64(position)) {
                cells.append(cell(at: position))
            } else if hasExceptions(request) {
                cells.append(Cell(oid: asked.oid, value: BER.exception(absence(of: asked.oid))))
            } else {
                return refusal(of: request, Status.noSuchName, index: offset + 1)
            }
        }
        if has(.shortGet) { cells = Array(cells.prefix(1)) }
        if has(.longGet) { cells.append(contentsOf: cells.first.map { [$0] } ?? []) }
        if has(.wrongObjects), cells.count > 1 {
            for offset in cells.indices { cells[offset].oid.append(7) }
        }
        return limited(request, cells)
    }

    private func getNext(_ request: AgentRequest) -> AgentReply? {
        var cells: [Cell] = []
        for (offset, asked) in request.cells.enumerated() {
            if isBroken(asked.oid) { return refusal(of: request, Status.genErr, index: offset + 1) }
            switch next(after: asked.oid, isV1: request.isV1) {
            case .cell(let next): cells.append(next)
            case .refusal(let status): return refusal(of: request, status, index: offset + 1)
            case .end:
                if has(.silentAtEnd) { return nil }
                if has(.emptyAtEnd) { return AgentReply(id: request.id) }
                if has(.errorAtEnd) { return refusal(of: request, Status.genErr, index: offset + 1) }
                guard hasExceptions(request) else {
                    return refusal(of: request, Status.noSuchName, index: offset + 1)
                }
                cells.append(end(after: asked.oid))
            }
        }
        return limited(request, cells)
    }

    private func getBulk(_ request: AgentRequest) -> AgentReply? {
        if has(.silentBulk) { return nil }
        if has(.noBulk) { return refusal(of: request, Status.genErr, index: 0) }
        let isInside = request.cells.contains { $0.oid.starts(with: Self.ifXTable) }
        if isInside, has(.silentBulkInside) { return nil }
        if isInside, has(.noBulkInside) { return refusal(of: request, Status.genErr, index: 0) }
        let nonRepeaters = min(max(0, Int(request.first)), request.cells.count)
        let repetitions = has(.singleBulk) ? min(1, Int(request.second)) : Int(request.second)
        var positions = request.cells.map(\.oid)
        var cells: [Cell] = []
        var room = behaviour.replySize - Self.overhead
        for repetition in 0..<max(1, repetitions) {
            var isAlive = has(.repeatedEnd)
            for offset in positions.indices where repetition == 0 || offset >= nonRepeaters {
                if offset >= nonRepeaters, repetitions <= 0 { continue }
                if isBroken(positions[offset]) {
                    guard !cells.isEmpty else { return refusal(of: request, Status.genErr, index: offset + 1) }
                    return limited(request, cells)
                }
                let cell: Cell
                switch next(after: positions[offset], isV1: false) {
                case .cell(let next):
                    cell = next
                    isAlive = true
                case .refusal(let status):
                    guard !cells.isEmpty else { return refusal(of: request, status, index: offset + 1) }
                    return limited(request, cells)
                case .end:
                    if has(.silentAtEnd), cells.isEmpty { return nil }
                    if has(.emptyAtEnd) || has(.silentAtEnd) { return limited(request, cells) }
                    if has(.errorAtEnd) {
                        guard cells.isEmpty else { return limited(request, cells) }
                        return refusal(of: request, Status.genErr, index: offset + 1)
                    }
                    if !hasExceptions(request) {
                        guard cells.isEmpty else { return limited(request, cells) }
                        return refusal(of: request, Status.noSuchName, index: offset + 1)
                    }
                    cell = end(after: positions[offset])
                }
                room -= Self.sizeBound(cell)
                if room < 0, cells.isEmpty { return tooBig(request) }
                if room < 0 || has(.cutRows) && cells.count == 7 { return limited(request, cells) }
                cells.append(cell)
                positions[offset] = cell.oid
            }
            if !isAlive { break }
        }
        return limited(request, cells)
    }

    private func limited(_ request: AgentRequest, _ cells: [Cell]) -> AgentReply? {
        if has(.emptyReplies) { return AgentReply(id: request.id) }
        let size = cells.reduce(Self.overhead) { $0 + Self.sizeBound($1) }
        if request.operation != Operation.getBulk, size > behaviour.replySize { return tooBig(request) }
        if cells.count > 10 {
            if has(.silentWhenLarge) { return nil }
            if has(.tooBigWithList) { return refusal(of: request, Status.tooBig, index: 0) }
            if has(.tooBig) { return tooBig(request) }
        }
        return AgentReply(id: request.id, cells: cells)
    }

    /// Without variable bindings, except in v1 (RFC 3416 §4.2.1).
    private func tooBig(_ request: AgentRequest) -> AgentReply {
        if request.isV1 { return refusal(of: request, Status.tooBig, index: 0) }
        return AgentReply(id: request.id, status: Status.tooBig)
    }

    func refusal(of request: AgentRequest, _ status: Int32, index: Int) -> AgentReply {
        AgentReply(
            id: request.id, status: status, index: has(.wrongErrorIndex) ? 99 : Int32(clamping: index),
            cells: request.cells)
    }

    /// Headers, and a community.
    private static let overhead = 60

    /// At least what it takes in a message.
    private static func sizeBound(_ cell: Cell) -> Int { cell.oid.count + cell.value.count + 8 }
}

/// The tree as this agent sees it.
extension AgentResponder {
    private static let ifIndex = OID.ifIndex.contents
    private static let ifDescr = OID.ifDescr.contents
    private static let ifXTable = OID.ifXTable.contents
    private static let ifTable = OID.ifTable.contents
    private static let gapColumns = [OID.ifAlias.contents, OID.ifHCInOctets.contents]

    private enum Next {
        case cell(Cell)
        case refusal(Int32)
        case end
    }

    private func position(of oid: [UInt8]) -> Int {
        oid.withUnsafeBufferPointer { bytes in bytes.baseAddress.map { tree.find($0, bytes.count) } ?? -1 }
    }

    private func position(after oid: [UInt8]) -> Int {
        oid.withUnsafeBufferPointer { bytes in bytes.baseAddress.map { tree.findNext($0, bytes.count) } ?? 0 }
    }

    private func absence(of oid: [UInt8]) -> UInt8 {
        oid.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { tree.absence(of: $0, bytes.count) } ?? BER.noSuchObject
        }
    }

    private func cell(at position: Int) -> Cell {
        Cell(oid: [UInt8](tree.oid(at: position)), value: value(at: position))
    }

    private func value(at position: Int) -> [UInt8] {
        if let set = settings[position] { return set }
        let entry = tree.entries[position]
        if entry.kind == .operStatus, !settings.isEmpty {
            let admin = self.position(of: OID.ifAdminStatus.appending(entry.port).contents)
            if admin >= 0, let set = settings[admin], set != BER.signed(1) { return set }
        }
        return tree.value(at: position, of: device)
    }

    private func exists(_ position: Int) -> Bool {
        let oid = tree.oid(at: position)
        if behaviour.missing.contains(where: { oid.starts(with: $0.contents) }) { return false }
        if has(.gaps), Self.gapColumns.contains(where: { oid.starts(with: $0) }), let port = oid.last, port % 2 == 0 {
            return false
        }
        if isCold, oid.starts(with: Self.ifTable) || oid.starts(with: Self.ifXTable), let port = oid.last, port > 5 {
            return false
        }
        return true
    }

    private func next(after oid: [UInt8], isV1: Bool) -> Next {
        if let unordered = unordered(after: oid) { return .cell(unordered) }
        if has(.earlyEnd), isLastDescr(oid) { return .end }
        if has(.endless), let invented = invented(after: oid) { return .cell(invented) }
        var position = position(after: oid)
        while position < tree.count, !exists(position) || isV1 && tree.isCounter64(position) { position += 1 }
        if position >= tree.count, has(.rollsOver) { position = 0 }
        guard position < tree.count else { return .end }
        if isInaccessible([UInt8](tree.oid(at: position))) { return .refusal(Status.noAccess) }
        return .cell(cell(at: position))
    }

    private func isLastDescr(_ oid: [UInt8]) -> Bool {
        let position = position(of: oid)
        guard position >= 0, oid.starts(with: Self.ifDescr), position + 1 < tree.count else { return false }
        return !tree.oid(at: position + 1).starts(with: Self.ifDescr)
    }

    private func unordered(after oid: [UInt8]) -> Cell? {
        guard has(.circle) || has(.standstill) || has(.disorder), oid.starts(with: Self.ifDescr) else { return nil }
        let port = oid.count == Self.ifDescr.count + 1 ? oid.last : nil
        if has(.standstill), port != nil { return descr(oid) }
        switch port {
        case 5 where has(.circle): return descr(Self.ifDescr + [1])
        case 2 where has(.disorder): return descr(Self.ifDescr + [4])
        case 4 where has(.disorder): return descr(Self.ifDescr + [3])
        case 3 where has(.disorder): return descr(Self.ifDescr + [5])
        default: return nil
        }
    }

    private func invented(after oid: [UInt8]) -> Cell? {
        guard oid.starts(with: Self.ifDescr), position(of: oid) < 0 || isLastDescr(oid),
            let port = BER.arcs(of: oid).last, oid.count > Self.ifDescr.count
        else { return nil }
        var next = Self.ifDescr
        BER.append(UInt64(port) + 1, to: &next)
        return Cell(oid: next, value: BER.text("port \(UInt64(port) + 1)"))
    }

    private func descr(_ oid: [UInt8]) -> Cell? {
        let position = position(of: oid)
        return position >= 0 ? cell(at: position) : nil
    }

    private func end(after oid: [UInt8]) -> Cell {
        Cell(oid: has(.wrongEnd) ? [0] : oid, value: BER.exception(BER.endOfMibView))
    }

    /// Whether it is the description of that port or a later one. What follows that of the eighth cannot be read.
    private func isBroken(_ oid: [UInt8], from first: UInt8 = 8) -> Bool {
        guard has(.brokenInside), oid.starts(with: Self.ifDescr), let port = oid.last else { return false }
        return oid.count > Self.ifDescr.count && port >= first
    }

    private func isInaccessible(_ oid: [UInt8]) -> Bool {
        has(.inaccessibleIndex) && oid.starts(with: Self.ifIndex)
    }
}
