import Testing

@testable import Monitoring

@Suite struct ByteTextTests {
    @Test func `texts that Unicode calls equal are two`() {
        let (composed, decomposed) = ("\u{E9}", "e\u{301}")
        #expect(composed == decomposed)
        #expect(ByteText(composed) != ByteText(decomposed))
        #expect(Set([ByteText(composed), ByteText(decomposed), ByteText(composed)]).count == 2)
        #expect(!composed.isSame(as: decomposed) && composed.isSame(as: Substring(composed)))
    }

    @Test func `a prefix is not the whole`() {
        #expect(ByteText("ab") != ByteText("a") && ByteText("") != ByteText("\u{0}"))
        #expect(!"ab".isSame(as: "a") && !"a".isSame(as: "ab"))
    }

    @Test func `an ASCII name is found in any case of its letters and in no other letters`() {
        #expect("BeArEr".isSame(asASCII: "bearer") && "bearer".isSame(asASCII: "Bearer"))
        for other in ["beare", "bearers", "\u{212A}", "bearer\u{301}"] { #expect(!other.isSame(asASCII: "bearer")) }
        #expect(!"\u{212A}".isSame(asASCII: "k"))
    }

    @Test func `a choice is found by its name alone`() {
        #expect(Role(untrusted: "admin") == .admin)
        #expect(Role(untrusted: "Admin") == nil && Role(untrusted: String(repeating: "\u{301}", count: 1 << 20)) == nil)
    }

    @Test func `a megabyte of combining marks is compared and looked up as fast as letters`() {
        let marks = String(repeating: "\u{301}\u{316}", count: 1 << 18)
        let letters = String(repeating: "a", count: marks.utf8.count)
        func cost(_ text: String) -> Duration {
            let other = text + "b"
            return ContinuousClock().measure {
                let known: Set = [ByteText(text), ByteText(other)]
                #expect(known.contains(ByteText(text)) && !text.isSame(as: other))
            }
        }
        let plain = (1...3).map { _ in cost(letters) }.min()!
        #expect(cost(marks) < plain * 20 + .milliseconds(200))
    }
}
