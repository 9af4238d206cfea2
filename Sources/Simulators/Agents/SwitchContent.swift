import SNMP

/// What a simulated switch has to say: the system group, `ifTable` and `ifXTable` of its ports with all their columns, the
/// memory, storage and processors of `HOST-RESOURCES-MIB`, four thermometers of `ENTITY-SENSOR-MIB`, and its SNMP engine.
///
/// Its octet counters are `rate × seconds` exactly; packets and errors are fixed fractions of them.
enum SwitchContent {
    static func objects(ports: Int) -> [AgentObject] {
        systemGroup(ports: ports) + (1...UInt32(max(1, ports))).flatMap { interface($0) + extendedInterface($0) }
            + hostResources() + sensors() + engine()
    }

    /// Bytes a second that a port takes in (`direction` 0) or puts out (1): 1 kB to 100 MB, nothing if it is down.
    static func octets(_ port: UInt32, _ direction: UInt32) -> AgentValue.Rate {
        AgentValue.Rate(1_000...100_000_000, seed: port * 2 + 1_000 + direction, port: port)
    }

    private static func systemGroup(ports: Int) -> [AgentObject] {
        let name = AgentValue.text([.literal(Array("sw-".utf8)), .dashedAddress])
        return [
            scalar(.sysDescr, .string("Simulated switch")),
            scalar(.sysObjectID, .identifier([1, 3, 6, 1, 4, 1, 8072, 3, 2, 10])),
            scalar(.sysUpTime, .number(.timeTicks, .upTime)),
            scalar(.sysContact, .string("noc@example.net"), writing: .text),
            scalar(.sysName, name, writing: .text),
            scalar(.sysLocation, .string("Rack 7"), writing: .text),
            scalar(.sysServices, .integer(2)),
            scalar(.ifNumber, .integer(Int64(ports))),
        ]
    }

    private static func interface(_ port: UInt32) -> [AgentObject] {
        let (received, sent) = (octets(port, 0), octets(port, 1))
        let values: [AgentValue] = [
            .integer(Int64(port)), .string("GigabitEthernet1/0/\(port)"), .integer(6), .integer(1500),
            .gauge(1_000_000_000), macAddress(port), .integer(1), .number(.integer, .operStatus(port: port)),
            .ticks(1_234 + UInt64(port)),
            count(received), count(received, 500), count(received, 33_333), count(received, 5_000_000),
            count(received, 10_000_000), .counter32(0),
            count(sent), count(sent, 500), count(sent, 33_333), count(sent, 5_000_000), count(sent, 10_000_000),
            .gauge(0), .identifier([0, 0]),
        ]
        var objects = row(of: [1, 3, 6, 1, 2, 1, 2, 2, 1], index: port, values)
        objects[6].writing = .integer(1...3)
        return objects
    }

    private static func extendedInterface(_ port: UInt32) -> [AgentObject] {
        let (received, sent) = (octets(port, 0), octets(port, 1))
        return row(
            of: [1, 3, 6, 1, 2, 1, 31, 1, 1, 1], index: port,
            [
                .string("Gi1/0/\(port)"), count(received, 50_000), count(received, 100_000), count(sent, 50_000),
                count(sent, 100_000),
                count64(received), count64(received, 500), count64(received, 50_000), count64(received, 100_000),
                count64(sent), count64(sent, 500), count64(sent, 50_000), count64(sent, 100_000),
                .integer(1), .gauge(1_000), .integer(2), .integer(1), .string("port \(port)"), .ticks(0),
            ])
    }

    private static func hostResources() -> [AgentObject] {
        let host: [UInt32] = [1, 3, 6, 1, 2, 1, 25]
        var objects = [
            AgentObject(host + [1, 1, 0], .number(.timeTicks, .upTime)),
            AgentObject(host + [2, 2, 0], .integer(4_194_304)),
        ]
        for (index, name) in zip((1 as UInt32)..., ["RAM", "Swap", "/flash"]) {
            objects += row(
                of: host + [2, 3, 1], index: index,
                [
                    .integer(Int64(index)), .identifier(host + [2, 1, index < 3 ? 2 : 9]), .string(name),
                    .integer(4_096), .integer(1_048_576), .number(.integer, .moving(100_000...1_000_000, step: 16)),
                    .counter32(0),
                ])
        }
        return objects
            + (196_608..<196_612).map {
                AgentObject(host + [3, 3, 1, 2, $0], .number(.integer, .moving(0...100, step: 1)))
            }
    }

    private static func sensors() -> [AgentObject] {
        (1_001...1_004).flatMap { (index: UInt32) in
            row(
                of: [1, 3, 6, 1, 2, 1, 99, 1, 1, 1], index: index,
                [
                    .integer(8), .integer(9), .integer(1), .number(.integer, .moving(250...550, step: 1)), .integer(1),
                    .string("celsius"), .number(.timeTicks, .upTime), .gauge(1_000),
                ])
        }
    }

    private static func engine() -> [AgentObject] {
        let engine: [UInt32] = [1, 3, 6, 1, 6, 3, 10, 2, 1]
        return [
            AgentObject(engine + [1, 0], .text(AgentEngine.identifier)),
            AgentObject(engine + [2, 0], .number(.integer, .engineBoots)),
            AgentObject(engine + [3, 0], .number(.integer, .engineTime)),
            AgentObject(engine + [4, 0], .integer(65_507)),
        ]
    }

    private static func scalar(_ oid: OID, _ value: AgentValue, writing: AgentObject.Writing? = nil) -> AgentObject {
        AgentObject(oid.arcs + [0], value, writing: writing)
    }

    /// The columns 1, 2, 3 … of one row.
    private static func row(of entry: [UInt32], index: UInt32, _ values: [AgentValue]) -> [AgentObject] {
        zip((1 as UInt32)..., values).map { AgentObject(entry + [$0, index], $1) }
    }

    private static func count(_ rate: AgentValue.Rate, _ divisor: UInt64 = 1) -> AgentValue {
        .number(.counter32, .counting(rate, divisor: divisor, start: 0))
    }

    private static func count64(_ rate: AgentValue.Rate, _ divisor: UInt64 = 1) -> AgentValue {
        .number(.counter64, .counting(rate, divisor: divisor, start: 0))
    }

    private static func macAddress(_ port: UInt32) -> AgentValue {
        .text([.literal([2, UInt8(truncatingIfNeeded: port)]), .rawAddress])
    }
}
