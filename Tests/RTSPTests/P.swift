import Testing

@Test func `RTSP placeholder`() {}
