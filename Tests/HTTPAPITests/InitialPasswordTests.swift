import HTTPAPI
import Testing

@Suite struct InitialPasswordTests {
    @Test func `the hash that a new installation begins with is that of the initial password, at today's cost`() throws
    {
        let hash = try #require(PasswordHash(InitialPassword.passwordHash))
        #expect(try hash.matches(InitialPassword.password))
        #expect(hash.cost == .recommended)
    }
}
