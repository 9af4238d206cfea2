import LapwingServer
import Testing

@Suite struct OpenFilesTests {
    @Test func `connections leave files for the rest`() {
        #expect(OpenFiles.connections(wanted: 10_000, limit: 1_048_576) == 10_000)
        #expect(OpenFiles.connections(wanted: 10_000, limit: 14_096) == 10_000)
        #expect(OpenFiles.connections(wanted: 10_000, limit: 1024) == 512)
        #expect(OpenFiles.connections(wanted: 100, limit: 1024) == 100)
        #expect(OpenFiles.connections(wanted: 100, limit: 1) == 1)
    }
}
