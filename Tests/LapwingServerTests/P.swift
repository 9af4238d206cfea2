import Testing

@Test func `LapwingServer placeholder`() {}
