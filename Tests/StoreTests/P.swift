import Testing

@Test func `Store placeholder`() {}
