internal import Monitoring

/// The secrets of one row: opened while it is read, sealed before it is written.
struct SealedCells {
    private let vault: Vault
    private let table: String
    private let row: String
    /// Why the first one that cannot be decrypted cannot.
    private(set) var failure: String?

    init(of row: Int64, in kind: SubjectKind, vault: Vault) {
        self.vault = vault
        table = kind.table
        self.row = String(row)
    }

    /// - Returns: `nil` where there is none, or it cannot be decrypted.
    mutating func open(_ sealed: String?, _ column: String) -> Secret? {
        guard let sealed else { return nil }
        do {
            return try vault.open(sealed, of: cell(column))
        } catch {
            failure = failure ?? error.description
            return nil
        }
    }

    /// What is to be stored: the sealed text there is, where the secret did not change. So one that cannot be decrypted
    /// now survives a change of its neighbours, and opens again when the key is back.
    func seal(_ secret: Secret?, was old: Secret? = nil, stored: String? = nil, _ column: String) throws -> String? {
        if secret == old { return stored }
        return try secret.map { try vault.seal($0, for: cell(column)) }
    }

    private func cell(_ column: String) -> Vault.Cell { Vault.Cell(table: table, row: row, column: column) }
}
