import Monitoring
import Testing

struct RoleTests {
    @Test func `each role contains the ones below it`() {
        #expect(Role.viewer < .operator)
        #expect(Role.operator < .admin)
        #expect(Role.allCases.sorted() == [.viewer, .operator, .admin])
        for role in Role.allCases { #expect(role >= .viewer && role <= .admin) }
    }

    @Test func `roles have the names that clients know`() {
        #expect(Role.allCases.map(\.rawValue) == ["viewer", "operator", "admin"])
    }

    @Test func `severities are ordered from mildest`() {
        #expect(Severity.allCases.shuffled().sorted() == [.info, .low, .medium, .high, .critical])
    }
}
