import ArgumentParser
import SNMP

/// Some values of a device, named.
struct Get: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads values from a device over SNMP.",
        discussion: """
            `lapwing get 192.0.2.10 sysName ifOperStatus.3` prints `sysName.0 = core-1` and `ifOperStatus.3 = up(1)`. \
            Without objects it reads the system group. It exits 0 when all the values came, 1 when the device does not \
            have one, refuses or is silent, 2 when it could not be asked.
            """)

    @OptionGroup var options: TargetOptions
    @Argument(help: "Objects: sysName, IF-MIB::ifDescr.3, 1.3.6.1.2.1.1.5.0.")
    var objects: [String] = []
    @OptionGroup var output: OutputOptions

    func validate() throws {
        _ = try instances()
    }

    func run() async throws {
        let instances = try instances()
        var target = try options.target()
        let client = SNMPClient()
        let effort = Effort()
        let values: [VarBind]
        do throws(SNMPError) {
            target = try await target.answering(client)
            values = try await client.get(instances, from: target)
        } catch {
            client.close()
            error.report(for: target)
            throw error.exitCode
        }
        for value in values { print(output.line(value)) }
        let missing = values.filter(\.value.isException).count
        let what = Effort.count(values.count - missing, "value") + (missing > 0 ? " (\(missing) missing)" : "")
        Note.write(await effort.sentence(what, target, client))
        client.close()
        if missing > 0 { throw ExitCode.failure }
    }

    private func instances() throws -> [OID] {
        guard !objects.isEmpty else {
            return [OID.sysDescr, .sysObjectID, .sysUpTime, .sysContact, .sysName, .sysLocation].map(\.scalar)
        }
        return try objects.map { try instance($0) }
    }

    /// The scalar that is meant by its name alone. A column has no such instance.
    private func instance(_ text: String) throws -> OID {
        let oid = try OID.argument(text)
        guard let (object, index) = oid.object, index.arcs.isEmpty else { return oid }
        if ConceptualTable(containing: object) != nil {
            throw ValidationError(
                "\(object.name) has a value for each row: give an index, as in \(object.name).1, or `lapwing walk` it.")
        }
        guard object.syntax != nil else {
            throw ValidationError("\(object.name) has no value of its own: `lapwing walk` reads what is below it.")
        }
        return oid.instance
    }
}
