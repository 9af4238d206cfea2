import Testing

@Test func `Probes placeholder`() {}
