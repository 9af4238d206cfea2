/// One numbered step of the schema. What was released is never edited: a later step changes it.
package struct Migration: Sendable, Equatable {
    /// From 1, without gaps.
    package let number: Int
    package let name: String
    package let statements: [String]

    package init(number: Int, name: String, statements: [String]) {
        self.number = number
        self.name = name
        self.statements = statements
    }

    /// FNV-1a of the statements, in hexadecimal: tells an edited step from the one that was applied.
    package var checksum: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in statements.joined(separator: ";").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}

/// Where a database stands among the migrations of the program.
package struct MigrationStatus: Sendable, Equatable {
    package var applied: [Migration]
    package var pending: [Migration]
}
