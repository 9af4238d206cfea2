import Testing

@Test func `SNMP placeholder`() {}
