import Testing

@Test func `HTTPAPI placeholder`() {}
