import Testing

@Test func `Mail placeholder`() {}
