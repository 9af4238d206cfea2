/// A row of a result. Its columns are read one after the other, in the order in which the statement selects them. Valid
/// only inside the closure it was handed to.
package struct Row {
    private let cells: any Cells
    private var column = 0

    package init(_ cells: any Cells) { self.cells = cells }

    package mutating func integer() -> Int64 { cells.integer(at: advance()) }
    package mutating func real() -> Double { cells.real(at: advance()) }
    package mutating func text() -> String { cells.text(at: advance()) }
    package mutating func bytes() -> [UInt8] { cells.bytes(at: advance()) }
    package mutating func boolean() -> Bool { cells.integer(at: advance()) != 0 }

    package mutating func integerOrNil() -> Int64? { isNextNull() ? nil : integer() }
    package mutating func realOrNil() -> Double? { isNextNull() ? nil : real() }
    package mutating func textOrNil() -> String? { isNextNull() ? nil : text() }

    /// Passes over columns.
    package mutating func skip(_ count: Int) { column += count }

    package mutating func value() -> Value { cells.value(at: advance()) }

    /// A text that stands for a case of `Choice`.
    /// - Throws: `DatabaseError` where it is none.
    package mutating func choice<Choice: RawRepresentable<String>>(_ type: Choice.Type = Choice.self) throws -> Choice {
        let text = text()
        guard let choice = Choice(rawValue: text) else { throw DatabaseError.unknownChoice(text) }
        return choice
    }

    package mutating func choiceOrNil<Choice: RawRepresentable<String>>(
        _ type: Choice.Type = Choice.self
    ) throws -> Choice? { isNextNull() ? nil : try choice() }

    private mutating func advance() -> Int {
        defer { column += 1 }
        return column
    }

    private mutating func isNextNull() -> Bool {
        guard cells.isNull(at: column) else { return false }
        column += 1
        return true
    }
}

/// The columns of the row a result stands at, by index from 0. An engine's side of `Row`.
package protocol Cells: AnyObject {
    func isNull(at column: Int) -> Bool
    func integer(at column: Int) -> Int64
    func real(at column: Int) -> Double
    func text(at column: Int) -> String
    func bytes(at column: Int) -> [UInt8]
    /// As the engine holds it.
    func value(at column: Int) -> Value
}
