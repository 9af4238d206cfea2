import Testing

@Test func `Acceptance placeholder`() {}
