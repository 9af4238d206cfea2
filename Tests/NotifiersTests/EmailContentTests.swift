import Monitoring
import Testing

@testable import Notifiers

@Suite struct EmailContentTests {
    @Test func `the subject says how grave it is and what happened`() {
        let content = AlertEmail.content(of: .stub(), mayBeRepeat: false)
        #expect(content.subject == "[Lapwing] HIGH: Device core-1 (10.0.0.1) is offline")
        #expect(
            content.text == """
                HIGH: Device core-1 (10.0.0.1) is offline

                Device core-1 (10.0.0.1) is offline: No answer to 3 pings

                Severity: high
                Device:   core-1
                Address:  10.0.0.1
                Time:     2026-01-15 12:00:00 UTC

                """)
    }

    @Test func `text of a device is text in HTML too`() {
        let hostile = "<script>alert('x')</script>\" onload=\"&amp;"
        let html = AlertEmail.content(
            of: .stub(subject: AlertSubject(.device, nil, name: hostile, address: hostile), message: hostile),
            mayBeRepeat: false
        ).html
        #expect(!html.contains("<script"))
        #expect(!html.contains("\" onload"))
        #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;&amp;amp;"))
    }

    @Test func `what may be a repeat says so, in text and HTML`() {
        for content in [
            AlertEmail.content(of: .stub(), mayBeRepeat: true), SummaryEmail.content(of: .stub, mayBeRepeat: true),
        ] {
            #expect(content.text.contains("may repeat an earlier one"))
            #expect(content.html.contains("may repeat an earlier one"))
        }
        #expect(!AlertEmail.content(of: .stub(), mayBeRepeat: false).text.contains("repeat"))
    }

    @Test func `the summary lists its counts`() {
        let content = SummaryEmail.content(of: .stub, mayBeRepeat: false)
        #expect(content.subject == "[Lapwing] Daily summary of 2026-01-15: 3 alerts, 1 device and 2 cameras offline")
        #expect(content.text.contains("Devices now\n  offline: 1\n  unknown: 0\n  online: 8\n"))
        #expect(content.html.contains(">Cameras now</h2>"))
    }
}
