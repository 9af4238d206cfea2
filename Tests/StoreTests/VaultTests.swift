import Foundation
import Monitoring
import Testing

@testable import Store

struct VaultTests {
    private let vault = Vault(secretKey: Secret("a key"))
    private let cell = Vault.Cell(table: "devices", row: "7", column: "snmp_community")

    @Test(arguments: ["", "public", "pässwörd 🔑", String(repeating: "x", count: 10_000)])
    func `a secret opens where it was sealed`(text: String) throws {
        #expect(try vault.open(vault.seal(Secret(text), for: cell), of: cell) == Secret(text))
    }

    @Test func `the same secret is never sealed the same way twice`() throws {
        #expect(try vault.seal(Secret("public"), for: cell) != vault.seal(Secret("public"), for: cell))
        #expect(try !vault.seal(Secret("public"), for: cell).contains("public"))
    }

    @Test(arguments: [
        Vault.Cell(table: "cameras", row: "7", column: "snmp_community"),
        Vault.Cell(table: "devices", row: "8", column: "snmp_community"),
        Vault.Cell(table: "devices", row: "7", column: "v3_auth_password"),
    ])
    func `a sealed text opens in no other place`(other: Vault.Cell) throws {
        let sealed = try vault.seal(Secret("public"), for: cell)
        #expect(throws: VaultError.damaged(other.column)) { try vault.open(sealed, of: other) }
    }

    @Test func `a secret of another key says what to do`() throws {
        let sealed = try Vault(secretKey: Secret("another")).seal(Secret("public"), for: cell)
        let error = #expect(throws: VaultError.self) { try vault.open(sealed, of: cell) }
        #expect(error == .otherKey("snmp_community"))
        #expect(error?.description.contains("SECRET_KEY") == true)
    }

    @Test func `a text that was cut or changed anywhere does not open`() throws {
        let sealed = try vault.seal(Secret("public"), for: cell)
        for length in 0..<sealed.count {
            #expect(throws: VaultError.self) { try vault.open(String(sealed.prefix(length)), of: cell) }
        }
        let parts = sealed.split(separator: ".").map(String.init)
        let bytes = try #require(Data(base64Encoded: parts[2]))
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            let text = [parts[0], parts[1], changed.base64EncodedString()].joined(separator: ".")
            #expect(throws: VaultError.damaged(cell.column)) { try vault.open(text, of: cell) }
        }
    }

    @Test func `what was sealed by this version stays readable`() throws {
        let sealed = "v1.a476f366.AAECAwQFBgcICQoLwWU0+gANy9/kPwuYGrb/8Z3nxtJUFA=="
        #expect(try vault.open(sealed, of: cell) == Secret("public"))
    }
}
