import Testing

@testable import HTTPAPI

@Suite struct ConnectionCountTests {
    @Test func `as many are admitted as there may be, and another for each that ends`() {
        let connections = ConnectionCount(limit: 2)
        #expect(connections.admit() == .admitted)
        #expect(connections.admit() == .admitted)
        #expect(connections.admit() == .refused(isFirst: true))
        connections.release()
        #expect(connections.admit() == .admitted)
        #expect(connections.admit() != .admitted)
    }

    @Test func `that it is full is news again only after there was room`() {
        let connections = ConnectionCount(limit: 20)
        for _ in 0..<20 { _ = connections.admit() }
        #expect(connections.admit() == .refused(isFirst: true))
        #expect(connections.admit() == .refused(isFirst: false))
        connections.release()
        #expect(connections.admit() == .admitted)
        #expect(connections.admit() == .refused(isFirst: false))
        connections.release()
        connections.release()
        for _ in 0..<2 { _ = connections.admit() }
        #expect(connections.admit() == .refused(isFirst: true))
    }
}
