import ArgumentParser
import Monitoring
import SNMP

/// All values below an object.
struct Walk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads all values below an object from a device over SNMP.",
        discussion: """
            `lapwing walk 192.0.2.10 system` prints a line for each value, `lapwing walk 192.0.2.10 ifXTable --table` a \
            table with a line for each row. A walk that is cut short is said to be so. It exits 0 when all of it came, 1 \
            when the device refused, was silent or has nothing there, 2 when it could not be asked.
            """)

    @OptionGroup var options: TargetOptions
    @Argument(help: "Where to begin: ifTable, IF-MIB::ifDescr, 1.3.6.1.2.1.2.")
    var root = "mib-2"
    @OptionGroup var output: OutputOptions
    @Flag(help: "Rows and columns, for a table that is known by name.")
    var table = false
    @Option(help: "The columns of the table to read, joined by commas; all of them if none is given.")
    var columns: String?
    @Flag(help: "One value after the other (GETNEXT), for agents that cannot do better.")
    var noBulk = false
    @Option(help: "How many values to ask for at once; what the agent can do if it is not given.")
    var repetitions: Int?
    @Flag(help: "Go on when the agent sends objects out of order.")
    var anyOrder = false
    @Option(help: "After how many values, or rows, to stop.")
    var limit = WalkOptions().limit

    func validate() throws {
        if let repetitions, !(1...10_000).contains(repetitions) {
            throw ValidationError("--repetitions is from 1 to 10000, not \(repetitions).")
        }
        guard limit > 0 else { throw ValidationError("--limit is 1 or more, not \(limit).") }
        guard columns == nil || table else { throw ValidationError("--columns goes with --table.") }
        if table { _ = try wantedTable() } else { _ = try OID.argument(root) }
    }

    func run() async throws {
        let client = SNMPClient()
        let effort = Effort()
        let target = try await answeringTarget(client)
        let outcome = table ? await rows(try wantedTable(), client, target) : await values(client, target)
        Note.write(await effort.sentence(outcome.what, target, client))
        client.close()
        if let failure = outcome.failure {
            failure.report(for: target)
            throw failure.exitCode
        }
        if outcome.isEmpty {
            Note.write("\(target) has nothing below \(root), or shows it to another community or user only.")
            throw ExitCode.failure
        }
    }

    private func answeringTarget(_ client: SNMPClient) async throws -> SNMPTarget {
        let target = try options.target()
        do throws(SNMPError) {
            return try await target.answering(client)
        } catch {
            client.close()
            error.report(for: target)
            throw error.exitCode
        }
    }

    private struct Outcome {
        let what: String
        let isEmpty: Bool
        let failure: SNMPError?
    }

    private var walkOptions: WalkOptions {
        WalkOptions(maxVarBinds: repetitions, usesBulk: !noBulk, toleratesDisorder: anyOrder)
    }

    private func values(_ client: SNMPClient, _ target: SNMPTarget) async -> Outcome {
        var count = 0
        func outcome(_ failure: SNMPError?) -> Outcome {
            let what = Effort.count(count, "value") + (count == limit ? " (stopped at --limit)" : "")
            return Outcome(what: what, isEmpty: count == 0, failure: failure)
        }
        guard let oid = OID(root) else { return outcome(nil) }
        do throws(SNMPError) {
            for try await varBind in client.walk(oid, of: target, options: walkOptions) {
                print(output.line(varBind))
                count += 1
                if count == limit { break }
            }
            return outcome(nil)
        } catch {
            return outcome(error)
        }
    }

    private func rows(
        _ wanted: (table: ConceptualTable, columns: [OID]), _ client: SNMPClient, _ target: SNMPTarget
    ) async -> Outcome {
        var rows: [TableRow] = []
        var failure: SNMPError?
        do throws(SNMPError) {
            for try await row in client.table(wanted.columns, of: target, options: walkOptions) {
                if output.json { print(JSONLine.text(of: row, in: wanted.table, columns: wanted.columns)) }
                rows.append(row)
                if rows.count == limit { break }
            }
        } catch {
            failure = error
        }
        if !output.json {
            let text = TableText(rows, of: wanted.table, columns: wanted.columns, numeric: output.numeric)
            for line in text.lines(width: TableText.terminalWidth) { print(line) }
        }
        let isStopped = rows.count == limit
        let what = "\(Effort.count(rows.count, "row")) of \(wanted.table)\(isStopped ? " (stopped at --limit)" : "")"
        return Outcome(what: what, isEmpty: rows.isEmpty, failure: failure)
    }

    /// The table that the root is, or is a row or column of, and the columns to read.
    private func wantedTable() throws -> (table: ConceptualTable, columns: [OID]) {
        let oid = try OID.argument(root)
        guard let (object, index) = oid.object, index.arcs.isEmpty, let table = ConceptualTable(containing: object)
        else {
            throw ValidationError("“\(root)” is no table that is known by name: walk it without --table.")
        }
        guard let columns else {
            return (table, table.columns.contains(object.oid) ? [object.oid] : table.columns)
        }
        let names = columns.split(separator: ",").map(String.init)
        return (
            table,
            try names.map { name in
                guard let column = OID(name), table.columns.contains(column) else {
                    let near = Suggestion.nearest(to: name, among: table.columns.map(\.name))
                    throw ValidationError(
                        "\(table) has no column “\(name)” to read.\(near.map { " Did you mean \($0)?" } ?? "")")
                }
                return column
            }
        )
    }
}
