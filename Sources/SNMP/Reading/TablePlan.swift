/// The rows of a table, several columns in one request, and the agent's `sysUpTime` with them.
///
/// Rows come in the order of their index. In a round all columns are asked for what follows the same index, in as many
/// requests as the agent needs; then the rows up to which every column is known are settled, and the next round starts
/// there. So a reply may end anywhere and columns may have gaps, and still no cell is lost or given to another row.
///
/// In most tables every row has every column. Then a reply is a run of whole rows, which are taken as they come.
struct TablePlan: ReadingPlan {
    private let columns: [OID]
    private let options: WalkOptions
    var tuning: BulkTuning
    /// The index of the last settled row.
    private var settled: RowIndex?
    /// Columns that have more to come, by position in `columns`.
    private var open: [Int]
    /// Columns yet to be asked in this round.
    private var waiting: [Int]
    /// What this round found, for each column.
    private var cells: [[Cell]]
    /// Columns that this round saw the end of.
    private var ended: Set<Int> = []
    /// Columns that have given a value.
    private var fruitful: Set<Int> = []
    private var request = BulkTuning.PendingRequest.probe
    private var asksUpTime: Bool
    /// Of the replies of this round, if they agree.
    private var upTime: UInt32?
    private var replies = 0
    private var found = 0

    private struct Cell {
        let index: RowIndex
        let value: SNMPValue
    }

    init(_ columns: [OID], options: WalkOptions, version: SNMPVersion) {
        self.columns = columns
        self.options = options
        tuning = BulkTuning(options, version: version, root: columns.first ?? OID())
        open = Array(columns.indices)
        waiting = open
        cells = Array(repeating: [], count: columns.count)
        asksUpTime = options.readsUpTime
    }

    var emptiness: (roots: [OID], duration: Duration)? {
        options.emptinessLasts > .zero ? (columns, options.emptinessLasts) : nil
    }

    mutating func next() -> ReadingStep {
        guard !waiting.isEmpty else { return .done }
        request = tuning.request(columns: waiting.count)
        var oids = asked.map { position(of: $0) }
        if asksUpTime { oids.insert(.sysUpTime, at: 0) }
        switch request {
        case .bulk(_, let repetitions):
            return .ask(.getBulk(oids, nonRepeaters: asksUpTime ? 1 : 0, maxRepetitions: repetitions))
        case .next: return .ask(.getNext(oids))
        case .probe: return .ask(.getNext(oids), isProbe: true)
        }
    }

    /// The columns that the current request is about.
    private var asked: ArraySlice<Int> { waiting.prefix(request.columns) }

    private func position(of column: Int) -> OID {
        settled.map { columns[column].appending($0) } ?? columns[column]
    }

    mutating func received(_ reply: Reply, into found: inout [TableRow]) throws(WalkFault) {
        tuning.wasAnswered(request)
        let before = found.count
        if reply.errorStatus == .noError {
            try take(reply, into: &found)
        } else {
            try refused(reply.errorStatus, index: reply.errorIndex)
        }
        settleIfComplete(into: &found)
        self.found += found.count - before
        guard self.found <= options.limit else { throw .tooMany(options.limit) }
    }

    /// No reply came to the last request. `false` if that is the end of it.
    mutating func unanswered() -> Bool {
        tuning.wasUnanswered(request)
    }
}

/// Taking replies.
extension TablePlan {
    private mutating func take(_ reply: Reply, into found: inout [TableRow]) throws(WalkFault) {
        var varBinds = try all(of: reply)[...]
        tuning.measured(
            bytes: reply.size, varBinds: varBinds.count, waited: reply.waited, isExact: reply.roundTrip != nil)
        if asksUpTime, !varBinds.isEmpty { takeUpTime(from: &varBinds) }
        guard !varBinds.isEmpty else {
            if !tuning.wasRefused(request) { endFirst() }
            return
        }
        guard !takeWholeRows(varBinds, into: &found) else { return }
        try takeCells(varBinds)
    }

    private func all(of reply: Reply) throws(WalkFault) -> [VarBind] {
        var reader = reply.varBinds
        do throws(BERFault) {
            return try reader.all(expecting: reader.countBound)
        } catch {
            throw .malformed(error)
        }
    }

    /// Agents without it answer with what they have; those are not asked for it again.
    private mutating func takeUpTime(from varBinds: inout ArraySlice<VarBind>) {
        let first = varBinds.removeFirst()
        replies += 1
        guard first.oid == .sysUpTime.scalar, let ticks = first.value.number else {
            asksUpTime = false
            upTime = nil
            return
        }
        upTime = replies == 1 ? UInt32(truncatingIfNeeded: ticks) : nil
    }

    /// Takes rows that have all columns, as long as they come. `false` if there was none.
    private mutating func takeWholeRows(_ varBinds: ArraySlice<VarBind>, into found: inout [TableRow]) -> Bool {
        guard waiting.count == open.count, open.count == columns.count, asked.count == columns.count else {
            return false
        }
        var last = settled
        var start = varBinds.startIndex
        while let index = indexOfWholeRow(varBinds, at: start, after: last) {
            let end = start + columns.count
            found.append(
                TableRow(index: index, upTime: upTime, columns: columns, values: varBinds[start..<end].map(\.value)))
            last = index
            start = end
        }
        guard start > varBinds.startIndex else { return false }
        tuning.wasFruitful(request)
        settled = last
        fruitful.formUnion(open)
        startRound()
        return true
    }

    private func indexOfWholeRow(_ varBinds: ArraySlice<VarBind>, at start: Int, after last: RowIndex?) -> RowIndex? {
        guard varBinds.endIndex - start >= columns.count, let index = varBinds[start].oid.index(below: columns[0]),
            last.map({ $0 < index }) ?? true
        else { return nil }
        for (offset, column) in columns.enumerated() {
            let varBind = varBinds[start + offset]
            guard !varBind.value.isException, varBind.oid.index(below: column) == index else { return nil }
        }
        return index
    }

    private mutating func takeCells(_ varBinds: ArraySlice<VarBind>) throws(WalkFault) {
        let asked = Array(asked)
        for (offset, varBind) in varBinds.enumerated() {
            let column = asked[offset % asked.count]
            guard !ended.contains(column) else { continue }
            guard !varBind.value.isException, let index = varBind.oid.index(below: columns[column]) else {
                guard varBind.value.isException || varBind.oid != position(of: column) else {
                    throw .notIncreasing(varBind.oid)
                }
                ended.insert(column)
                continue
            }
            if let last = cells[column].last?.index ?? settled {
                guard last < index else { throw .notIncreasing(varBind.oid) }
            }
            cells[column].append(Cell(index: index, value: varBind.value))
            fruitful.insert(column)
        }
        if !cells.allSatisfy(\.isEmpty) { tuning.wasFruitful(request) }
        let answered = min(varBinds.count, asked.count)
        if answered < asked.count { tuning.wasCut(after: max(1, answered)) }
        waiting.removeFirst(answered)
    }

    private mutating func refused(_ status: ErrorStatus, index: Int32) throws(WalkFault) {
        var offset = Int(index) - 1
        if asksUpTime {
            offset -= 1
            // Without sysUpTime the rest may be had.
            if offset == -1, status != .tooBig {
                asksUpTime = false
                return
            }
        }
        let column = asked.indices.contains(offset) ? asked[offset] : nil
        let fault = WalkFault.refused(status, after: (column ?? asked.first).map { position(of: $0) } ?? OID())
        switch status {
        case .tooBig:
            guard tuning.wasTooBig(request) else { throw fault }
        case .noSuchName, .noAccess, .authorizationError:
            // Of several columns one may be of those that are not accessible (RFC 2578 §7.7).
            if status == .noSuchName, tuning.wasRefused(request) { return }
            if status != .noSuchName, open.count == 1, columns.count == 1 { throw fault }
            // A column that has given values does not end like that: it was cut.
            if status != .noSuchName, let column, fruitful.contains(column) { throw fault }
            if let column {
                ended.insert(column)
                waiting.remove(at: offset)
            } else if asked.count > 1 {
                tuning.wasCut(after: asked.count / 2)
            } else {
                if status != .noSuchName, let first = asked.first, fruitful.contains(first) { throw fault }
                endFirst()
            }
        default:
            guard tuning.wasRefused(request) else { throw fault }
        }
    }

    /// Ends the column asked for alone; of several, asks for fewer at once.
    private mutating func endFirst() {
        guard asked.count == 1 else {
            tuning.wasCut(after: asked.count / 2)
            return
        }
        ended.insert(waiting.removeFirst())
    }
}

/// Settling rows.
extension TablePlan {
    private mutating func startRound() {
        waiting = open
        upTime = nil
        replies = 0
    }

    /// The rows that are complete once all columns of the round are answered.
    private mutating func settleIfComplete(into found: inout [TableRow]) {
        guard waiting.isEmpty else { return }
        // Up to here each column that goes on is known; `nil` if none goes on.
        let bound = open.filter { !ended.contains($0) }.compactMap { cells[$0].last?.index }.min()
        addRows(upTo: bound, to: &found)
        open.removeAll { column in
            ended.contains(column) && (bound.map { bound in cells[column].allSatisfy { $0.index <= bound } } ?? true)
        }
        settled = bound ?? settled
        for column in columns.indices { cells[column].removeAll(keepingCapacity: true) }
        ended.removeAll(keepingCapacity: true)
        startRound()
    }

    private func addRows(upTo bound: RowIndex?, to found: inout [TableRow]) {
        var heads = Array(repeating: 0, count: columns.count)
        while true {
            let candidates = open.compactMap { heads[$0] < cells[$0].count ? cells[$0][heads[$0]].index : nil }
            guard let index = candidates.min(), bound.map({ index <= $0 }) ?? true else { return }
            var values: [SNMPValue?] = Array(repeating: nil, count: columns.count)
            for column in open where heads[column] < cells[column].count {
                let cell = cells[column][heads[column]]
                guard cell.index == index else { continue }
                values[column] = cell.value
                heads[column] += 1
            }
            found.append(TableRow(index: index, upTime: upTime, columns: columns, values: values))
        }
    }
}
