import Testing

@Test func `ICMP placeholder`() {}
