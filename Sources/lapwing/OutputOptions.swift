import ArgumentParser
import Foundation
import Monitoring
import SNMP

/// How values are shown.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Identifiers and values as numbers, without names, states and units.")
    var numeric = false
    @Flag(help: "One JSON object a line.")
    var json = false

    func line(_ varBind: VarBind) -> String {
        if json { return JSONLine.text(of: varBind) }
        let text = numeric ? "\(varBind.oid) = \(varBind.value)" : varBind.text
        return text.printable(lineEnd: "\n    ")
    }
}

/// An object or instance by its name, explained when it is none.
extension OID {
    static func argument(_ text: String) throws -> OID {
        if let oid = OID(text) { return oid }
        let name = text.prefix { $0 != "." }
        if text.first?.isNumber == true || text.first == "." {
            throw ValidationError("“\(text)” is no object identifier, as 1.3.6.1.2.1.1.5.0 is.")
        }
        guard MIBObject(named: String(name)) == nil else {
            throw ValidationError("“\(text)” is no instance of \(name): what follows are numbers, as in \(name).0.")
        }
        let near = Suggestion.nearest(
            to: name.split(separator: ":").last.map(String.init) ?? "", among: MIBObject.all.lazy.map(\.name))
        throw ValidationError(
            "“\(name)” is not known here. \(near.map { "Did you mean \($0)? Otherwise give" } ?? "Give") the object as numbers, as 1.3.6.1.2.1.1.5.0."
        )
    }
}

extension String {
    /// Without characters that move the cursor or change colours: what a device sends goes to a terminal.
    func printable(lineEnd: String = " ") -> String {
        var text = ""
        for character in self {
            if character.isNewline {
                text += lineEnd
            } else {
                text.unicodeScalars.append(
                    contentsOf: character.unicodeScalars.map { scalar in
                        scalar.value < 0x20 && scalar != "\t" || (0x7F..<0xA0).contains(scalar.value)
                            ? "\u{FFFD}" : scalar
                    })
            }
        }
        return text
    }
}

/// What is not the answer itself goes to standard error.
enum Note {
    static func write(_ sentence: String) {
        // The answer first: it waits in a buffer.
        fflush(nil)
        FileHandle.standardError.write(Data("\(sentence)\n".utf8))
    }
}

/// What a command took: `7 values from 10.0.0.7 with 1 request in 0.4 ms`.
struct Effort {
    private let start = ContinuousClock.now

    func sentence(_ what: String, _ target: SNMPTarget, _ client: SNMPClient) async -> String {
        let time = start.duration(to: .now)
        let statistics = await client.statistics
        let repeated = statistics.retries > 0 ? ", \(statistics.retries) sent again" : ""
        return
            "\(what) from \(target) with \(Self.count(statistics.requests, "request"))\(repeated) in \(Self.text(time))"
    }

    static func count(_ number: Int, _ noun: String) -> String {
        "\(number.formatted(.number.locale(Locale(identifier: "en_US")))) \(noun)\(number == 1 ? "" : "s")"
    }

    private static func text(_ time: Duration) -> String {
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        return seconds < 1 ? String(format: "%.1f ms", seconds * 1_000) : String(format: "%.2f s", seconds)
    }
}
