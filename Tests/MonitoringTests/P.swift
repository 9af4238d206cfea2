import Testing

@Test func `Monitoring placeholder`() {}
