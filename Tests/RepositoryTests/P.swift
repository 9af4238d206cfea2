import Testing

@Test func `Repository placeholder`() {}
