/// A row of a table: its index and the values of the columns that were asked for.
public struct TableRow: Sendable, Hashable {
    /// What tells the row apart.
    public let index: RowIndex
    /// `sysUpTime` of the agent when it gave the row, in hundredths of a second: by it rates are right although replies are late,
    /// and a restart in between is seen. `nil` if the agent does not say, or the row came by several replies.
    public let upTime: UInt32?
    private let columns: [OID]
    /// In the order in which the columns were asked for; `nil` where the row has no such cell.
    public let values: [SNMPValue?]

    init(index: RowIndex, upTime: UInt32? = nil, columns: [OID], values: [SNMPValue?]) {
        self.index = index
        self.upTime = upTime
        self.columns = columns
        self.values = values
    }

    /// The value of that column, if it was asked for and the row has it.
    public subscript(column: OID) -> SNMPValue? {
        columns.firstIndex(of: column).flatMap { values[$0] }
    }
}
