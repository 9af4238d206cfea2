import SNMP

/// Polls devices, so many at a time.
struct Poller {
    let client = SNMPClient()
    let workload: Workload
    let targets: [SNMPTarget]
    let inFlight: Int

    /// Each device once.
    func pass() async -> Tally {
        workload == .walk ? await walks() : await gets()
    }

    private func gets() async -> Tally {
        var tally = Tally()
        for await answer in client.get(Workload.instances, from: targets, atOnce: inFlight) {
            tally.polls += 1
            guard let values = try? answer.result.get() else { continue }
            var found = 0
            for (value, instance) in zip(values, Workload.instances) where value.oid == instance {
                if tally.add(value.value) { found += 1 }
            }
            if found == Workload.instances.count { tally.ok += 1 }
        }
        return tally
    }

    private func walks() async -> Tally {
        await withTaskGroup(of: Tally.self) { group in
            for worker in 0..<inFlight {
                group.addTask {
                    var tally = Tally()
                    for position in stride(from: worker, to: targets.count, by: inFlight) {
                        tally.polls += 1
                        if await walk(targets[position], into: &tally) { tally.ok += 1 }
                    }
                    return tally
                }
            }
            return await group.reduce(into: Tally()) { $0.add($1) }
        }
    }

    /// Whether all of both tables came.
    private func walk(_ target: SNMPTarget, into tally: inout Tally) async -> Bool {
        var found = 0
        for table in Workload.tables {
            guard let values = try? await client.walk(table, of: target).collect() else { return false }
            for value in values where tally.add(value.value) { found += 1 }
        }
        return found == Workload.tableValues
    }
}
