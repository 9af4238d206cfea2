import Testing

@testable import Telemetry

struct CatalogueTests {
    private let lines = Catalogue().text.split(separator: "\n")

    @Test func `every metric stands in the exposition once, with a sentence`() throws {
        let helps = lines.filter { $0.hasPrefix("# HELP ") }
        let names = helps.map { $0.split(separator: " ")[2] }
        #expect(names.count > 40)
        #expect(Set(names).count == names.count)
        for help in helps { #expect(help.hasSuffix(".") && help.split(separator: " ").count > 3, "\(help)") }
    }

    @Test func `names say the unit as Prometheus has it`() {
        for line in lines where line.hasPrefix("# TYPE ") {
            let words = line.split(separator: " ").map(String.init)
            let (name, type) = (words[2], words[3])
            #expect(name.wholeMatch(of: /(lapwing|process)_[a-z_]+/) != nil)
            #expect((type == "counter") == name.hasSuffix("_total"), "\(name)")
            for suffix in ["_bucket", "_sum", "_count", "_milliseconds", "_ms", "_kb"] {
                #expect(!name.hasSuffix(suffix), "\(name)")
            }
        }
    }
}
