import Monitoring
import Testing

@Suite struct PublicURLTests {
    @Test(arguments: [
        ("https://lapwing.example.com", "https://lapwing.example.com"), ("HTTP://host:8080/", "http://host:8080"),
        ("https://[2001:db8::1]:8443/a/b//", "https://[2001:db8::1]:8443/a/b"),
        ("http://10.0.0.1:5000", "http://10.0.0.1:5000"),
        ("https://noc.example.org/~watch/%C3%BC", "https://noc.example.org/~watch/%C3%BC"),
    ])
    func `an address has a host, a port and a path at most`(given: String, kept: String) throws {
        let url = try #require(PublicURL(given))
        #expect(url.text == kept)
        #expect(url.link(to: ID(12)) == "\(kept)/#alerts/12")
    }

    @Test(arguments: [
        "", "lapwing.example.com", "ftp://host", "javascript:alert(1)", "https://", "https:///path", "https://a b",
        "https://user@host", "https://user:pass@host/", "https://host?x=1", "https://host/#top",
        "https://host\"onload=", "https://host/<b>",
        "https://host\r\nX: y", "https://münchen.example", "https://" + String(repeating: "x", count: 500),
    ])
    func `anything else is no address`(given: String) {
        #expect(PublicURL(given) == nil)
    }
}
