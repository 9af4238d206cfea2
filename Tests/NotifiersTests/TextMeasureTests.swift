import Foundation
import Testing

@testable import Notifiers

@Suite struct TextMeasureTests {
    @Test(arguments: [
        ("core-1", 6, "core-1"), ("core-12", 6, "core-…"), ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 22, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦"), ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 21, "👩‍👩‍👧‍👦…"),
        ("👩‍👩‍👧‍👦", 5, "…"), ("", 5, ""),
    ])
    func `text is cut in whole characters, counted in UTF-16`(text: String, most: Int, cut: String) {
        #expect(text.cut(to: most, by: .utf16) == cut)
        #expect(text.cut(to: most, by: .utf16).utf16.count <= most)
    }

    @Test(arguments: [
        (#"a"b"#, 4, #"a"b"#), (#"a"bc"#, 4, "a…"), (#"\\\\"#, 7, #"\\…"#), ("äöü", 6, "äöü"), ("äöüß", 7, "äö…"),
    ])
    func `text is cut in whole characters, counted as JSON`(text: String, most: Int, cut: String) {
        #expect(text.cut(to: most, by: .json) == cut)
        #expect(JSON.string(text.cut(to: most, by: .json)).octets.count - 2 <= most)
    }

    @Test(arguments: [0, 1, 7, 99, 100])
    func `the last that fits is found`(last: Int) {
        #expect((0..<101).last { $0 <= last } == last)
        #expect((0..<1).last { _ in false } == 0)
    }
}

@Suite struct JSONTests {
    @Test func `a JSON text is written in one way`() {
        let json: JSON = [
            "b": [1, -2, true, false, .null, []], "a": "ä\u{1F600}/\"\\\n\t\u{1F}\u{7F}", "c": [:],
        ]
        #expect(
            String(decoding: json.octets, as: UTF8.self)
                == "{\"a\":\"ä\u{1F600}/\\\"\\\\\\n\\u0009\\u001f\u{7F}\",\"b\":[1,-2,true,false,null,[]],\"c\":{}}")
    }

    @Test func `any text comes back as it was`() {
        for scalar in (0...0x2FF).compactMap(UnicodeScalar.init) {
            let text = "a\(scalar)b"
            let written = String(decoding: JSON.array([.string(text)]).octets, as: UTF8.self)
            let read = NSObject.json(written)?[0]?.text
            #expect(read?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
        }
    }
}
