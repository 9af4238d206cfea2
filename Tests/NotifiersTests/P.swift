import Testing

@Test func `Notifiers placeholder`() {}
