import Foundation
import SNMP

/// The rows of a table, aligned in columns.
struct TableText {
    private let cells: [[String]]
    private let indexWidth: Int

    /// With the parts of the index in front.
    init(_ rows: [TableRow], of table: ConceptualTable, columns: [OID], numeric: Bool) {
        let shown = table.index.filter { part in !columns.contains(part.object.oid) }
        let heads = numeric ? ["index"] : shown.map(\.object.name)
        indexWidth = heads.count
        let lines = rows.map { row in
            let values = table.values(of: row.index)
            let index = shown.enumerated().map { position, part in
                values?.first { $0.object == part.object }?.text ?? (position == 0 ? row.index.description : "")
            }
            let cells = zip(columns, row.values).map { column, value in
                guard let value else { return "" }
                return numeric ? value.description : VarBind(column, value).valueText
            }
            return ((numeric ? [row.index.description] : index) + cells).map { $0.printable() }
        }
        cells = [heads + columns.map { numeric ? $0.description : $0.name }] + lines
    }

    /// As wide as `width` at most, in several parts with the index in front of each if it must be; `nil` is any width.
    func lines(width: Int?) -> [String] {
        guard cells.count > 1, let first = cells.first else { return [] }
        let widths = first.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        let parts = parts(widths, width)
        return parts.enumerated().flatMap { number, columns in
            (number > 0 ? [""] : [])
                + cells.map { row in
                    let texts = columns.map { row[$0].padding(toLength: widths[$0], withPad: " ", startingAt: 0) }
                    return texts.joined(separator: "  ").trimmedEnd
                }
        }
    }

    private func parts(_ widths: [Int], _ width: Int?) -> [[Int]] {
        let index = Array(0..<indexWidth)
        let others = widths.indices.dropFirst(indexWidth)
        guard let width else { return [index + others] }
        var parts: [[Int]] = []
        var current = index
        for column in others {
            let used = current.map { widths[$0] + 2 }.reduce(0, +)
            if used + widths[column] > width, current.count > index.count {
                parts.append(current)
                current = index
            }
            current.append(column)
        }
        return parts + [current]
    }

    /// The width of the terminal; `nil` if the output goes elsewhere.
    static var terminalWidth: Int? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
