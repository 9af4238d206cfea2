import Testing

@Test func `Bus placeholder`() {}
