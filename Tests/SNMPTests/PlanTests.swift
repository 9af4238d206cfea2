import TestKit
import Testing

@testable import SNMP

/// A reply as an agent would send it.
func reply(_ varBinds: VarBind..., status: ErrorStatus = .noError, index: Int32 = 0) -> PDU {
    PDU(.response, firstParameter: status.rawValue, secondParameter: index, varBinds: varBinds)
}

extension PDU {
    /// What the wire makes of it.
    fileprivate func read<Result>(_ body: (Reply) throws -> Result) throws -> Result {
        try Message(version: .v2c, community: "", pdu: self).encoded.withUnsafeBytes { bytes in
            try body(try Reply(try MessageHeader(bytes).pdu, size: bytes.count, roundTrip: nil))
        }
    }
}

extension ReadingPlan {
    /// What a reply adds.
    fileprivate mutating func received(_ pdu: PDU) throws -> [Element] {
        var found: [Element] = []
        try pdu.read { try received($0, into: &found) }
        return found
    }
}

/// Asks one request at a time.
private struct Conversation {
    private var plan: GetPlan
    private var tag = 0

    init(_ oids: [OID], tolerance: GetPlan.Tolerance = .missing) {
        plan = GetPlan(oids, tolerance: tolerance)
    }

    enum Step: Equatable { case ask([OID]), wait, done([VarBind]), failed(GetPlan.Fault) }

    mutating func next() -> Step {
        switch plan.next() {
        case .ask(let oids, let tag):
            self.tag = tag
            return .ask(oids)
        case .wait: return .wait
        case .done(let varBinds): return .done(varBinds)
        case .failed(let fault): return .failed(fault)
        }
    }

    mutating func received(_ pdu: PDU) throws {
        try plan.received(try pdu.read { try DecodedReply($0, expecting: 1) }, to: tag)
    }
}

private func cell(_ column: OID, _ row: UInt32, _ value: Int64 = 1) -> VarBind {
    VarBind(column.appending(row), .integer(value))
}

private let outside = VarBind(.ifInOctets.appending(1), .counter32(0))

struct GetPlanTests {
    @Test func `all objects come by one request`() throws {
        var plan = Conversation([.sysName, .sysDescr])
        #expect(plan.next() == .ask([.sysName, .sysDescr]))
        try plan.received(reply(VarBind(.sysName, "core-1"), VarBind(.sysDescr, "switch")))
        #expect(plan.next() == .done([VarBind(.sysName, "core-1"), VarBind(.sysDescr, "switch")]))
    }

    @Test func `one missing object of v1 does not keep the others away`() throws {
        var plan = Conversation([.sysName, .sysLocation, .sysDescr])
        _ = plan.next()
        try plan.received(reply(status: .noSuchName, index: 2))
        #expect(plan.next() == .ask([.sysName, .sysDescr]))
        try plan.received(reply(VarBind(.sysName, "core-1"), VarBind(.sysDescr, "switch")))
        #expect(
            plan.next()
                == .done([
                    VarBind(.sysName, "core-1"), VarBind(.sysLocation, .noSuchInstance), VarBind(.sysDescr, "switch"),
                ]))
    }

    @Test(arguments: [0, -1, 4, Int32.max, .min])
    func `an error index out of range finds the missing object by halves`(index: Int32) throws {
        var plan = Conversation([.sysName, .sysLocation, .sysDescr])
        _ = plan.next()
        try plan.received(reply(status: .noSuchName, index: index))
        #expect(plan.next() == .ask([.sysName]))
        try plan.received(reply(VarBind(.sysName, "core-1")))
        #expect(plan.next() == .ask([.sysLocation, .sysDescr]))
        try plan.received(reply(status: .noSuchName, index: index))
        #expect(plan.next() == .ask([.sysLocation]))
        try plan.received(reply(status: .noSuchName, index: index))
        #expect(plan.next() == .ask([.sysDescr]))
    }

    @Test func `a reply that would be too big is asked for in halves`() throws {
        var plan = Conversation([.sysName, .sysDescr])
        _ = plan.next()
        try plan.received(reply(status: .tooBig))
        #expect(plan.next() == .ask([.sysName]))
        try plan.received(reply(VarBind(.sysName, "core-1")))
        #expect(plan.next() == .ask([.sysDescr]))
        #expect(throws: GetPlan.Fault.refused(.tooBig, nil)) { try plan.received(reply(status: .tooBig)) }
    }

    @Test(arguments: [
        [VarBind(.sysName, "core-1")], [VarBind(.sysDescr, "x"), VarBind(.sysName, "y")], [],
        [VarBind(.sysName, "x"), VarBind(.sysDescr, "y"), VarBind(.sysDescr, "z")],
    ])
    func `a reply about other objects is asked for in halves, never taken`(varBinds: [VarBind]) throws {
        var plan = Conversation([.sysName, .sysDescr])
        _ = plan.next()
        try plan.received(PDU(.response, varBinds: varBinds))
        #expect(plan.next() == .ask([.sysName]))
        #expect(throws: GetPlan.Fault.self) { try plan.received(reply(VarBind(.sysDescr, "x"))) }
    }

    @Test func `an error other than a missing object ends it and names the object`() {
        var plan = Conversation([.sysName, .sysDescr])
        _ = plan.next()
        #expect(throws: GetPlan.Fault.refused(.genErr, .sysDescr)) {
            try plan.received(reply(status: .genErr, index: 2))
        }
    }

    @Test(arguments: [ErrorStatus.genErr, .noAccess, ErrorStatus(rawValue: 13), .tooBig, ErrorStatus(rawValue: 99)])
    func `an agent that refuses each object, read for convenience, refuses`(status: ErrorStatus) throws {
        for index in [Int32(0), 1] {
            var plan = Conversation([.sysName, .sysDescr], tolerance: .any)
            while case .ask = plan.next() { try plan.received(reply(status: status, index: index)) }
            let end = plan.next()
            guard case .failed(.refused(status, _)) = end else { return #expect(Bool(false), "\(end)") }
        }
    }

    @Test func `who is refused as a whole asks no more`() {
        var plan = Conversation([.sysName, .sysDescr], tolerance: .any)
        _ = plan.next()
        #expect(throws: GetPlan.Fault.refused(.authorizationError, nil)) {
            try plan.received(reply(status: .authorizationError, index: 0))
        }
    }

    @Test func `what is missing is no refusal`() throws {
        var plan = Conversation([.sysName, .sysDescr], tolerance: .any)
        while case .ask = plan.next() { try plan.received(reply(status: .noSuchName, index: 1)) }
        #expect(plan.next() == .done([VarBind(.sysName, .noSuchInstance), VarBind(.sysDescr, .noSuchInstance)]))
    }

    @Test func `what is read for convenience is read as far as it goes`() throws {
        var plan = Conversation([.sysName, .sysDescr], tolerance: .any)
        _ = plan.next()
        try plan.received(reply(status: .genErr, index: 2))
        #expect(plan.next() == .ask([.sysName]))
        try plan.received(reply(VarBind(.sysName, "core-1")))
        #expect(plan.next() == .done([VarBind(.sysName, "core-1"), VarBind(.sysDescr, .noSuchInstance)]))
    }

    @Test func `many objects come by several requests`() throws {
        let oids = (1...100).map { OID.ifDescr.appending($0) }
        var plan = Conversation(oids)
        var requests = 0
        while case .ask(let batch) = plan.next() {
            requests += 1
            try plan.received(PDU(.response, varBinds: batch.map { VarBind($0, .integer(1)) }))
        }
        #expect(requests == 3)
        #expect(plan.next() == .done(oids.map { VarBind($0, .integer(1)) }))
    }

    @Test func `long identifiers are asked for in packets that need not be cut`() throws {
        let oids = (1...30).map {
            OID.mib2.appending(contentsOf: Array(repeating: UInt32.max, count: 20)).appending($0)
        }
        var plan = Conversation(oids)
        var requests = 0
        while case .ask(let batch) = plan.next() {
            requests += 1
            #expect(EncodedPDU(.get(batch)).bytes.count < 1_360)
            try plan.received(PDU(.response, varBinds: batch.map { VarBind($0, .integer(1)) }))
        }
        #expect(requests == 3)
        #expect(plan.next() == .done(oids.map { VarBind($0, .integer(1)) }))
    }

    @Test func `all requests that many objects take are asked at once, and answered in any order`() throws {
        let oids = (1...100).map { OID.ifDescr.appending($0) }
        var plan = GetPlan(oids)
        var asked: [(oids: [OID], tag: Int)] = []
        while case .ask(let batch, let tag) = plan.next() { asked.append((batch, tag)) }
        #expect(asked.count == 3)
        for (batch, tag) in asked.reversed() {
            #expect(plan.next() == .wait)
            let pdu = PDU(.response, varBinds: batch.map { VarBind($0, .integer(1)) })
            try plan.received(try pdu.read { try DecodedReply($0, expecting: 48) }, to: tag)
        }
        #expect(plan.next() == .done(oids.map { VarBind($0, .integer(1)) }))
    }

    @Test func `nothing asked is nothing sent`() {
        var plan = Conversation([])
        #expect(plan.next() == .done([]))
    }
}

struct WalkPlanTests {
    private func plan(
        _ root: OID = .ifDescr, version: SNMPVersion = .v2c, options: WalkOptions = WalkOptions(maxVarBinds: 10)
    ) -> WalkPlan {
        WalkPlan(root, options: options, version: version)
    }

    private func bulk(_ oid: OID, _ repetitions: Int) -> ReadingStep {
        .ask(.getBulk([oid], maxRepetitions: repetitions))
    }

    @Test func `a walk ends where the agent leaves the subtree`() throws {
        var plan = plan()
        #expect(plan.next() == bulk(.ifDescr, 10))
        #expect(try plan.received(reply(cell(.ifDescr, 1), cell(.ifDescr, 2))).count == 2)
        #expect(plan.next() == bulk(.ifDescr.appending(2), 10))
        #expect(try plan.received(reply(cell(.ifDescr, 3), outside, outside)) == [cell(.ifDescr, 3)])
        #expect(plan.next() == .done)
    }

    @Test(arguments: [SNMPValue.endOfMibView, .noSuchObject, .noSuchInstance])
    func `a walk ends with an exception`(exception: SNMPValue) throws {
        var plan = plan()
        _ = plan.next()
        #expect(try plan.received(reply(cell(.ifDescr, 1), VarBind(.ifDescr.appending(1), exception))).count == 1)
        #expect(plan.next() == .done)
    }

    @Test func `a walk of v1 goes step by step and ends with noSuchName`() throws {
        var plan = plan(version: .v1)
        #expect(plan.next() == .ask(.getNext([.ifDescr])))
        #expect(try plan.received(reply(cell(.ifDescr, 1))).count == 1)
        #expect(plan.next() == .ask(.getNext([.ifDescr.appending(1)])))
        #expect(try plan.received(reply(status: .noSuchName, index: 1)) == [])
        #expect(plan.next() == .done)
    }

    @Test func `an agent that cannot do GETBULK is asked step by step, and only GETNEXT ends the walk`() throws {
        for status in [ErrorStatus.genErr, .noSuchName, .authorizationError] {
            var plan = plan()
            _ = plan.next()
            #expect(try plan.received(reply(status: status)) == [])
            #expect(plan.next() == .ask(.getNext([.ifDescr])))
        }
        var plan = plan()
        _ = plan.next()
        #expect(try plan.received(reply()) == [])
        #expect(plan.next() == .ask(.getNext([.ifDescr])))
        #expect(try plan.received(reply(cell(.ifDescr, 1))).count == 1)
        _ = plan.next()
        #expect(try plan.received(reply()) == [])
        #expect(plan.next() == .done)
    }

    @Test func `an error in the middle is never the end`() throws {
        var plan = plan(version: .v1)
        _ = plan.next()
        _ = try plan.received(reply(cell(.ifDescr, 1)))
        _ = plan.next()
        #expect(throws: WalkFault.refused(.genErr, after: .ifDescr.appending(1))) {
            try plan.received(reply(status: .genErr, index: 1))
        }
    }

    @Test func `a reply that would be too big is asked for in halves from the same place`() throws {
        var plan = plan()
        for repetitions in [10, 5, 2, 1] {
            #expect(plan.next() == bulk(.ifDescr, repetitions))
            #expect(try plan.received(reply(status: .tooBig)) == [])
        }
        #expect(plan.next() == .ask(.getNext([.ifDescr])))
        #expect(throws: WalkFault.refused(.tooBig, after: .ifDescr)) { try plan.received(reply(status: .tooBig)) }
    }

    @Test func `what was learned of the size holds for the rest of the walk`() throws {
        var plan = plan()
        _ = plan.next()
        _ = try plan.received(reply(status: .tooBig))
        _ = plan.next()
        _ = try plan.received(reply(cell(.ifDescr, 1)))
        #expect(plan.next() == bulk(.ifDescr.appending(1), 5))
    }

    @Test(arguments: [
        [cell(.ifDescr, 2), cell(.ifDescr, 2)], [cell(.ifDescr, 2), cell(.ifDescr, 1)],
        [cell(.ifDescr, 1), cell(.ifDescr, 3), cell(.ifDescr, 2)],
    ])
    func `an agent that goes back or stands still is found out`(varBinds: [VarBind]) {
        var plan = plan()
        _ = plan.next()
        #expect(throws: WalkFault.notIncreasing(varBinds[varBinds.count - 1].oid)) {
            try plan.received(PDU(.response, varBinds: varBinds))
        }
    }

    @Test func `an agent that answers with the request is found out`() throws {
        var plan = plan()
        _ = plan.next()
        #expect(throws: WalkFault.notIncreasing(.ifDescr)) { try plan.received(reply(VarBind(.ifDescr, .integer(1)))) }
    }

    @Test func `a walk may tolerate disorder, but no instance twice`() throws {
        var plan = plan(options: WalkOptions(maxVarBinds: 10, toleratesDisorder: true))
        _ = plan.next()
        #expect(try plan.received(reply(cell(.ifDescr, 1), cell(.ifDescr, 3), cell(.ifDescr, 2))).count == 3)
        #expect(plan.next() == bulk(.ifDescr.appending(2), 10))
        #expect(throws: WalkFault.notIncreasing(.ifDescr.appending(3))) { try plan.received(reply(cell(.ifDescr, 3))) }
    }

    @Test func `a walk of an instance gives that instance`() throws {
        var plan = plan(.sysName.scalar)
        _ = plan.next()
        #expect(try plan.received(reply(VarBind(.sysLocation.scalar, "Rack 7"))) == [])
        #expect(plan.next() == .ask(.get([.sysName.scalar])))
        #expect(try plan.received(reply(VarBind(.sysName.scalar, "core-1"))) == [VarBind(.sysName.scalar, "core-1")])
        #expect(plan.next() == .done)
    }

    @Test func `a walk of nothing is empty`() throws {
        var plan = plan()
        _ = plan.next()
        _ = try plan.received(reply(VarBind(.ifDescr, .endOfMibView)))
        #expect(plan.next() == .ask(.get([.ifDescr])))
        #expect(try plan.received(reply(VarBind(.ifDescr, .noSuchInstance))) == [])
        #expect(plan.next() == .done)
    }

    @Test func `after silence one small request finds out whether the agent lives`() throws {
        var plan = plan()
        _ = plan.next()
        #expect(plan.unanswered() == true)
        #expect(plan.next() == .ask(.getNext([.ifDescr]), isProbe: true))
        #expect(plan.unanswered() == false)
    }

    @Test func `an agent silent because of the size is asked for less, and then step by step`() throws {
        var plan = plan()
        _ = plan.next()
        #expect(plan.unanswered() == true)
        _ = plan.next()
        _ = try plan.received(reply(cell(.ifDescr, 1)))
        #expect(plan.next() == bulk(.ifDescr.appending(1), 2))
        #expect(plan.unanswered() == true)
        #expect(plan.next() == .ask(.getNext([.ifDescr.appending(1)])))
        #expect(plan.unanswered() == false)
    }

    @Test func `an endless table ends at the limit`() throws {
        var plan = plan(options: WalkOptions(limit: 2))
        _ = plan.next()
        #expect(throws: WalkFault.tooMany(2)) {
            try plan.received(reply(cell(.ifDescr, 1), cell(.ifDescr, 2), cell(.ifDescr, 3)))
        }
    }
}

struct BulkTuningTests {
    private func tuning() -> BulkTuning {
        var tuning = BulkTuning(WalkOptions(), version: .v2c, root: .ifTable)
        tuning.learn(from: DeviceLimits())
        return tuning
    }

    private func repetitions(_ tuning: BulkTuning) -> Int {
        guard case .bulk(1, let repetitions) = tuning.request(columns: 1) else { return 0 }
        return repetitions
    }

    @Test func `replies grow until they fill a packet, on a way that is slow now and then too`() {
        var tuning = tuning()
        for size in [23, 40, 23, 60, 23] {
            for round in 0..<6 {
                let count = repetitions(tuning)
                let waited = Duration.milliseconds(round % 2 == 0 ? 2 : 90)
                tuning.measured(bytes: 40 + count * size, varBinds: count, waited: waited)
            }
            tuning.measured(bytes: 40 + repetitions(tuning) * size, varBinds: repetitions(tuning), waited: .zero)
            #expect((1_300...1_472).contains(40 + repetitions(tuning) * size))
        }
    }

    @Test func `an agent that takes long for many bindings is asked for fewer`() {
        var tuning = tuning()
        for _ in 0..<20 {
            let count = repetitions(tuning)
            tuning.measured(bytes: 40 + count * 23, varBinds: count, waited: .microseconds(count * count * 100))
        }
        #expect((4...32).contains(repetitions(tuning)))
        var limits = DeviceLimits()
        tuning.teach(&limits)
        #expect((4...32).contains(limits.varBinds ?? 0))
    }

    /// A tuning that asks for 64, was met with silence, and found the agent alive.
    private func silenced() -> BulkTuning {
        var tuning = BulkTuning(WalkOptions(maxVarBinds: 64), version: .v2c, root: .ifTable)
        fallSilent(&tuning)
        return tuning
    }

    private func fallSilent(_ tuning: inout BulkTuning) {
        _ = tuning.wasUnanswered(tuning.request(columns: 1))
        tuning.wasAnswered(tuning.request(columns: 1))
    }

    private func answer(_ tuning: inout BulkTuning, times: Int = 20) {
        for _ in 0..<times { tuning.wasAnswered(tuning.request(columns: 1)) }
    }

    @Test func `an outage makes requests small for a while, and not for good`() {
        var tuning = silenced()
        #expect(repetitions(tuning) == 16)
        answer(&tuning, times: 19)
        #expect(repetitions(tuning) == 16)
        answer(&tuning, times: 1)
        #expect(repetitions(tuning) == 32)
        answer(&tuning, times: 60)
        #expect(repetitions(tuning) == 64)
    }

    @Test func `silence at twice as much is believed, and GETBULK goes on`() {
        var limits = DeviceLimits()
        silenced().teach(&limits)
        #expect(limits.isForSilence == true)
        var tuning = BulkTuning(WalkOptions(maxVarBinds: 64), version: .v2c, root: .ifTable)
        tuning.learn(from: limits)
        answer(&tuning)
        fallSilent(&tuning)
        #expect(repetitions(tuning) == 16)
        answer(&tuning, times: 100)
        #expect(repetitions(tuning) == 16)
        tuning.teach(&limits)
        #expect(limits.varBinds == 16)
        #expect(limits.isForSilence == nil, "nor is it tried again")
    }

    @Test func `what silence taught in an earlier walk is doubted, what a refusal taught is not`() {
        var limits = DeviceLimits()
        silenced().teach(&limits)
        #expect(limits.varBinds == 16)
        var later = BulkTuning(WalkOptions(maxVarBinds: 64), version: .v2c, root: .ifTable)
        later.learn(from: limits)
        answer(&later)
        #expect(repetitions(later) == 32)
        _ = later.wasTooBig(.bulk(columns: 1, repetitions: 32))
        answer(&later, times: 100)
        #expect(repetitions(later) == 16)
    }

    @Test func `what an agent lost is not asked for again, nor forgotten by another walk's end`() {
        var first = tuning()
        var second = tuning()
        let canBeLess = first.wasTooBig(.bulk(columns: 1, repetitions: 16))
        #expect(canBeLess)
        second.measured(bytes: 1_000, varBinds: 40)
        var limits = DeviceLimits()
        limits.objects = 12
        first.teach(&limits)
        second.teach(&limits)
        #expect(limits.varBinds == 8)
        #expect(limits.objects == 12)
    }
}

struct TablePlanTests {
    private let columns: [OID] = [.ifDescr, .ifOperStatus]

    private func plan(version: SNMPVersion = .v2c, maxVarBinds: Int = 6) -> TablePlan {
        TablePlan(columns, options: WalkOptions(maxVarBinds: maxVarBinds, readsUpTime: false), version: version)
    }

    private func rows(_ slice: [TableRow]) -> [[Int64?]] {
        slice.map { row in [row.index.arcs.first.map(Int64.init)] + row.values.map { $0?.number } }
    }

    @Test func `columns are read side by side`() throws {
        var plan = plan()
        #expect(plan.next() == .ask(.getBulk(columns, maxRepetitions: 3)))
        let first = try plan.received(
            reply(cell(.ifDescr, 1, 11), cell(.ifOperStatus, 1, 21), cell(.ifDescr, 2, 12), cell(.ifOperStatus, 2, 22)))
        #expect(rows(first) == [[1, 11, 21], [2, 12, 22]])
        #expect(first.first?[.ifOperStatus] == .integer(21))
        #expect(first.first?[.ifAlias] == nil)
        #expect(plan.next() == .ask(.getBulk(columns.map { $0.appending(2) }, maxRepetitions: 3)))
        #expect(try plan.received(reply(cell(.ifType, 1), cell(.ifLastChange, 1))) == [])
        #expect(plan.next() == .done)
    }

    @Test func `a reply cut in the middle of a row loses nothing`() throws {
        var plan = plan()
        _ = plan.next()
        let first = try plan.received(
            reply(cell(.ifDescr, 1, 11), cell(.ifOperStatus, 1, 21), cell(.ifDescr, 2, 12)))
        #expect(rows(first) == [[1, 11, 21]])
        #expect(plan.next() == .ask(.getBulk(columns.map { $0.appending(1) }, maxRepetitions: 3)))
    }

    @Test func `a reply cut in the middle of its first row is completed by a second`() throws {
        var plan = plan()
        _ = plan.next()
        #expect(try plan.received(reply(cell(.ifDescr, 1, 11))) == [])
        #expect(plan.next() == .ask(.getBulk([.ifOperStatus], maxRepetitions: 6)))
        let first = try plan.received(reply(cell(.ifOperStatus, 1, 21), cell(.ifOperStatus, 2, 22)))
        #expect(rows(first) == [[1, 11, 21]])
        #expect(plan.next() == .ask(.getBulk([.ifDescr.appending(1)], maxRepetitions: 6)))
    }

    @Test func `columns with gaps keep their cells in the right rows`() throws {
        var plan = plan()
        _ = plan.next()
        let first = try plan.received(
            reply(
                cell(.ifDescr, 1, 11), cell(.ifOperStatus, 3, 23), cell(.ifDescr, 2, 12), cell(.ifOperStatus, 9, 29),
                cell(.ifDescr, 3, 13), cell(.ifLastChange, 1)))
        #expect(rows(first) == [[1, 11, nil], [2, 12, nil], [3, 13, 23]])
        #expect(plan.next() == .ask(.getBulk(columns.map { $0.appending(3) }, maxRepetitions: 3)))
        let second = try plan.received(
            reply(cell(.ifType, 1), cell(.ifOperStatus, 9, 29), cell(.ifType, 2), cell(.ifLastChange, 1)))
        #expect(rows(second) == [[9, nil, 29]])
        #expect(plan.next() == .done)
    }

    @Test func `a column that the agent does not have is asked for once`() throws {
        var plan = plan()
        _ = plan.next()
        let first = try plan.received(reply(cell(.ifDescr, 1, 11), VarBind(.ifOperStatus, .endOfMibView)))
        #expect(rows(first) == [[1, 11, nil]])
        #expect(plan.next() == .ask(.getBulk([.ifDescr.appending(1)], maxRepetitions: 6)))
    }

    @Test func `v1 drops the column that has ended and goes on with the others`() throws {
        var plan = plan(version: .v1)
        #expect(plan.next() == .ask(.getNext(columns)))
        #expect(rows(try plan.received(reply(cell(.ifDescr, 1, 11), cell(.ifOperStatus, 1, 21)))) == [[1, 11, 21]])
        _ = plan.next()
        #expect(try plan.received(reply(status: .noSuchName, index: 2)) == [])
        #expect(plan.next() == .ask(.getNext([.ifDescr.appending(1)])))
        #expect(rows(try plan.received(reply(cell(.ifDescr, 2, 12)))) == [[2, 12, nil]])
        #expect(plan.next() == .ask(.getNext([.ifDescr.appending(2)])))
        #expect(try plan.received(reply(status: .noSuchName, index: 1)) == [])
        #expect(plan.next() == .done)
    }

    @Test(arguments: [ErrorStatus.authorizationError, .noAccess], [Int32(2), 0])
    func `a column that gave values and is forbidden then is not taken for ended`(
        status: ErrorStatus, index: Int32
    ) throws {
        var plan = plan()
        _ = plan.next()
        _ = try plan.received(
            reply(cell(.ifDescr, 1, 11), cell(.ifOperStatus, 1, 21), cell(.ifDescr, 2, 12), cell(.ifOperStatus, 2, 22)))
        #expect(throws: WalkFault.self) {
            for _ in 0..<10 {
                guard case .ask = plan.next() else { return }
                _ = try plan.received(reply(status: status, index: index))
            }
        }
    }

    @Test func `a column that is forbidden from the first leaves the others`() throws {
        var plan = plan()
        _ = plan.next()
        #expect(try plan.received(reply(status: .authorizationError, index: 2)) == [])
        #expect(plan.next() == .ask(.getBulk([.ifDescr], maxRepetitions: 6)))
        #expect(rows(try plan.received(reply(cell(.ifDescr, 1, 11)))) == [[1, 11, nil]])
    }

    @Test func `v1 with an index out of range is asked column by column`() throws {
        var plan = plan(version: .v1)
        _ = plan.next()
        #expect(try plan.received(reply(status: .noSuchName, index: 99)) == [])
        #expect(plan.next() == .ask(.getNext([.ifDescr])))
    }

    @Test func `a reply that would be too big is asked for with fewer rows, then fewer columns`() throws {
        var plan = plan(maxVarBinds: 4)
        #expect(plan.next() == .ask(.getBulk(columns, maxRepetitions: 2)))
        _ = try plan.received(reply(status: .tooBig))
        #expect(plan.next() == .ask(.getBulk(columns, maxRepetitions: 1)))
        _ = try plan.received(reply(status: .tooBig))
        #expect(plan.next() == .ask(.getBulk([.ifDescr], maxRepetitions: 2)))
    }

    @Test func `an agent that goes back is found out`() throws {
        var plan = plan()
        _ = plan.next()
        _ = try plan.received(
            reply(cell(.ifDescr, 2), cell(.ifOperStatus, 2), cell(.ifDescr, 1), cell(.ifOperStatus, 3)))
        #expect(plan.next() == .ask(.getBulk(columns.map { $0.appending(2) }, maxRepetitions: 3)))
        #expect(throws: WalkFault.notIncreasing(.ifDescr.appending(1))) {
            try plan.received(reply(cell(.ifDescr, 1), cell(.ifOperStatus, 3)))
        }
    }

    @Test func `rows come with the agent's time, from the same reply`() throws {
        var plan = TablePlan(columns, options: WalkOptions(maxVarBinds: 6), version: .v2c)
        let time = VarBind(.sysUpTime.scalar, .timeTicks(700))
        #expect(plan.next() == .ask(.getBulk([.sysUpTime] + columns, nonRepeaters: 1, maxRepetitions: 3)))
        let first = try plan.received(reply(time, cell(.ifDescr, 1, 11), cell(.ifOperStatus, 1, 21)))
        #expect(rows(first) == [[1, 11, 21]])
        #expect(first.first?.upTime == 700)
        _ = plan.next()
        // Columns that part: the row comes by the general way, and by one reply still.
        let second = try plan.received(reply(time, cell(.ifDescr, 2, 12), cell(.ifOperStatus, 3, 23)))
        #expect(rows(second) == [[2, 12, nil]])
        #expect(second.first?.upTime == 700)
    }

    @Test func `an agent that sends its time and nothing else has no more`() throws {
        var plan = TablePlan([.ifDescr], options: WalkOptions(usesBulk: false), version: .v2c)
        #expect(plan.next() == .ask(.getNext([.sysUpTime, .ifDescr])))
        #expect(try plan.received(reply(VarBind(.sysUpTime.scalar, .timeTicks(700)))) == [])
        #expect(plan.next() == .done)
    }

    @Test func `an agent without a time is asked for the rows alone`() throws {
        var plan = TablePlan(columns, options: WalkOptions(maxVarBinds: 6), version: .v2c)
        _ = plan.next()
        let first = try plan.received(reply(outside, cell(.ifDescr, 1, 11), cell(.ifOperStatus, 1, 21)))
        #expect(rows(first) == [[1, 11, 21]])
        #expect(plan.next() == .ask(.getBulk(columns.map { $0.appending(1) }, maxRepetitions: 3)))
        var second = TablePlan(columns, options: WalkOptions(), version: .v1)
        #expect(second.next() == .ask(.getNext([.sysUpTime] + columns)))
        #expect(try second.received(reply(status: .noSuchName, index: 1)) == [])
        #expect(second.next() == .ask(.getNext(columns)))
    }

    @Test func `no columns are no rows`() {
        var plan = TablePlan([], options: WalkOptions(), version: .v2c)
        #expect(plan.next() == .done)
    }

    /// Whatever shape the agent's replies have, the rows are those of the table.
    @Test func `any table comes whole by any replies`() throws {
        var generator = Seeded(7)
        for round in 0..<60 {
            let columns = (1...UInt32.random(in: 1...6, using: &generator)).map {
                OID.ifXTable.appending(contentsOf: [1, $0 * 3])
            }
            var table: [VarBind] = []
            for column in columns {
                for row in 1...UInt32(40) where Int.random(in: 0..<10, using: &generator) < 7 {
                    table.append(VarBind(column.appending(row * 50), .integer(Int64(row))))
                }
            }
            table.append(VarBind(.ifTableLastChange.scalar, .timeTicks(0)))
            table.append(VarBind(.sysUpTime.scalar, .timeTicks(7)))
            table.sort { $0.oid < $1.oid }
            let version: SNMPVersion = round % 4 == 0 ? .v1 : .v2c
            var plan = TablePlan(
                columns,
                options: WalkOptions(
                    maxVarBinds: .random(in: 1...40, using: &generator), readsUpTime: round % 3 == 0),
                version: version)
            var found: Set<VarBind> = []
            var indices: [RowIndex] = []
            while case .ask(let request, _) = plan.next() {
                for row in try plan.received(
                    answer(request, table, version, cutAfter: .random(in: 1...20, using: &generator)))
                {
                    indices.append(row.index)
                    #expect(round % 3 != 0 || row.upTime == 7 || row.upTime == nil)
                    for (column, value) in zip(columns, row.values) {
                        if let value { found.insert(VarBind(column.appending(row.index), value)) }
                    }
                }
            }
            #expect(found == Set(table.dropFirst().dropLast()))
            #expect(indices == indices.sorted())
            #expect(Set(indices).count == indices.count)
        }
    }

    private func answer(_ request: Request, _ table: [VarBind], _ version: SNMPVersion, cutAfter limit: Int) -> PDU {
        var positions = request.oids
        var varBinds: [VarBind] = []
        let nonRepeaters = Int(request.operation.parameters.0)
        for repetition in 0..<max(1, Int(request.operation.parameters.1)) {
            for offset in positions.indices where repetition == 0 || offset >= nonRepeaters {
                let next = table.first { positions[offset] < $0.oid }
                if next == nil, version == .v1 { return reply(status: .noSuchName, index: Int32(offset + 1)) }
                varBinds.append(next ?? VarBind(positions[offset], .endOfMibView))
                positions[offset] = varBinds[varBinds.count - 1].oid
            }
        }
        return PDU(.response, varBinds: request.operation.kind == .getBulk ? Array(varBinds.prefix(limit)) : varBinds)
    }
}

extension VarBind {
    init(_ oid: OID, _ text: String) {
        self.init(oid, .octetString(OctetString(text.utf8)))
    }
}
