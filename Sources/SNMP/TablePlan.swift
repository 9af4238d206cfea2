/// The rows of a table, several columns in one request.
///
/// Rows come in the order of their index. In a round all columns are asked for what follows the same index, in as many
/// requests as the agent needs; then the rows up to which every column is known are settled, and the next round starts
/// there. So a reply may end anywhere and columns may have gaps, and still no cell is lost or given to another row.
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
    private var question = BulkTuning.Question.probe
    private var found = 0

    private struct Cell {
        let index: RowIndex
        let value: SNMPValue
    }

    init(_ columns: [OID], options: WalkOptions, version: SNMPVersion) {
        self.columns = columns
        self.options = options
        tuning = BulkTuning(options, version: version)
        open = Array(columns.indices)
        waiting = open
        cells = Array(repeating: [], count: columns.count)
    }

    mutating func next() -> ReadingStep {
        guard !waiting.isEmpty else { return .done }
        question = tuning.question(columns: waiting.count)
        let oids = asked.map { position(of: $0) }
        switch question {
        case .bulk(_, let repetitions):
            return .ask(.getBulk(oids, maxRepetitions: repetitions))
        case .next: return .ask(.getNext(oids))
        case .probe: return .ask(.getNext(oids), isProbe: true)
        }
    }

    /// The columns that the current question is about.
    private var asked: ArraySlice<Int> { waiting.prefix(question.columns) }

    private func position(of column: Int) -> OID {
        settled.map { columns[column].appending($0) } ?? columns[column]
    }

    mutating func received(_ reply: Reply, into found: inout [TableRow]) throws(WalkFault) {
        tuning.wasAnswered(question)
        if reply.errorStatus == .noError {
            try take(reply)
        } else {
            try refused(reply.errorStatus, index: reply.errorIndex)
        }
        let rows = settleIfComplete()
        self.found += rows.count
        guard self.found <= options.limit else { throw .tooMany(options.limit) }
        found += rows
    }

    /// No reply came to the last request. `false` if that is the end of it.
    mutating func unanswered() -> Bool {
        tuning.wasUnanswered(question)
    }

    private mutating func take(_ reply: Reply) throws(WalkFault) {
        var reader = reply.varBinds
        let varBinds: [VarBind]
        do throws(BERFault) {
            varBinds = try reader.all(expecting: reader.countBound)
        } catch {
            throw .malformed(error)
        }
        guard !varBinds.isEmpty else {
            if !tuning.wasRefused(question) { endFirst() }
            return
        }
        tuning.measured(bytes: reply.size, varBinds: varBinds.count)
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
        }
        let answered = min(varBinds.count, asked.count)
        if answered < asked.count { tuning.wasCut(after: answered) }
        waiting.removeFirst(answered)
    }

    private mutating func refused(_ status: ErrorStatus, index: Int32) throws(WalkFault) {
        let offset = Int(index) - 1
        let column = asked.indices.contains(offset) ? asked[offset] : nil
        let fault = WalkFault.refused(status, after: (column ?? asked.first).map { position(of: $0) } ?? OID())
        switch status {
        case .tooBig:
            guard tuning.wasTooBig(question) else { throw fault }
        case .noSuchName:
            if tuning.wasRefused(question) { return }
            if let column {
                ended.insert(column)
                waiting.remove(at: offset)
            } else if asked.count > 1 {
                tuning.wasCut(after: asked.count / 2)
            } else {
                endFirst()
            }
        default:
            guard tuning.wasRefused(question) else { throw fault }
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

    /// The rows that are complete once all columns of the round are answered.
    private mutating func settleIfComplete() -> ArraySlice<TableRow> {
        guard waiting.isEmpty else { return [] }
        // Up to here each column that goes on is known; `nil` if none goes on.
        let bound = open.filter { !ended.contains($0) }.compactMap { cells[$0].last?.index }.min()
        let rows = rows(upTo: bound)[...]
        open.removeAll { column in
            ended.contains(column) && (bound.map { bound in cells[column].allSatisfy { $0.index <= bound } } ?? true)
        }
        settled = bound ?? settled
        for column in columns.indices { cells[column].removeAll(keepingCapacity: true) }
        ended.removeAll(keepingCapacity: true)
        waiting = open
        return rows
    }

    private func rows(upTo bound: RowIndex?) -> [TableRow] {
        var rows: [TableRow] = []
        var heads = Array(repeating: 0, count: columns.count)
        while true {
            let candidates = open.compactMap { heads[$0] < cells[$0].count ? cells[$0][heads[$0]].index : nil }
            guard let index = candidates.min(), bound.map({ index <= $0 }) ?? true else { return rows }
            var values: [SNMPValue?] = Array(repeating: nil, count: columns.count)
            for column in open where heads[column] < cells[column].count {
                let cell = cells[column][heads[column]]
                guard cell.index == index else { continue }
                values[column] = cell.value
                heads[column] += 1
            }
            rows.append(TableRow(index: index, columns: columns, values: values))
        }
    }
}
