import Testing

@Test func `Database placeholder`() {}
