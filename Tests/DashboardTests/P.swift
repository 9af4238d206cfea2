import Testing

@Test func `Dashboard placeholder`() {}
