import Testing

@Test func `Alerting placeholder`() {}
