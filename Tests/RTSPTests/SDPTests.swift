import Testing

@testable import RTSP

@Suite struct SDPTests {
    @Test func `a common description is read`() throws {
        let sdp = SDP(
            lines: "v=0", "o=- 1 1 IN IP4 10.0.0.7", "s=Media Presentation", "c=IN IP4 0.0.0.0", "b=AS:5100", "t=0 0",
            "a=tool:LIVE555 Streaming Media v2017", "a=control:rtsp://10.0.0.7/x/", "m=video 0 RTP/AVP 96", "b=AS:5000",
            "a=control:trackID=1", "a=rtpmap:96 H264/90000", "a=framerate:25.000", "a=x-dimensions:1920,1080",
            "a=fmtp:96 profile-level-id=420029; packetization-mode=1; sprop-parameter-sets=Z01A,aO48gA==",
            "m=audio 0 RTP/AVP 0", "a=rtpmap:0 PCMU/8000", "a=control:trackID=2")
        #expect(sdp.name == "Media Presentation")
        #expect(sdp.tool == "LIVE555 Streaming Media v2017")
        #expect(sdp.control == "rtsp://10.0.0.7/x/")
        #expect(sdp.medias.map(\.kind) == ["video", "audio"])
        let video = try #require(sdp.video)
        #expect(video.codec == "H264")
        #expect(video.clockRate == 90_000)
        #expect(video.control == "trackID=1")
        #expect(video.formatParameters["packetization-mode"] == "1")
        #expect(video.formatParameters["sprop-parameter-sets"] == "Z01A,aO48gA==")
        #expect(sdp.videoFormat == VideoFormat(codec: "H264", width: 1920, height: 1080, fps: 25, bitrate: 5_000_000))
    }

    @Test(
        arguments: [
            (["m=video 0 RTP/AVP 96", "a=rtpmap:96 H264/90000 "], "H264", 90_000),
            (["m=video 0 RTP/AVP 96", "a=rtpmap:96 hevc/90000"], "H265", 90_000),
            (["m=video 0 RTP/AVP 96", "a=rtpmap:96 H264/0"], "H264", nil),
            (["m=video 0 RTP/AVP 96", "a=rtpmap: 96  H264/90000"], "H264", 90_000),
            (["m=video 0 RTP/AVP 35", "a=rtpmap:96 H264/90000"], "H264", 90_000),
            (["m=video 0 RTP/AVP 97 96", "a=rtpmap:96 H264/90000", "a=rtpmap:97 H265/90000"], "H265", 90_000),
            (["m=video 0 RTP/AVP 96", "a=rtpmap:50 JUNK/1", "a=rtpmap:96 H264/90000"], "H264", 90_000),
            (["m=video 0 RTP/AVP 26"], "JPEG", nil), (["M=VIDEO 0 RTP/AVP 26"], "JPEG", nil),
            (["m=video 0 RTP/AVP 96", "a=fmtp:96 sprop-parameter-sets=Z01A"], "H264", nil),
            (["m=video 0 RTP/AVP 96", "a=fmtp:96 sprop-vps=QAE"], "H265", nil),
            (["m=video 0 RTP/AVP 96"], nil, nil), (["m=video"], nil, nil),
            (["m=video 0 RTP/AVP 96", "a=rtpmap:96"], nil, nil),
            (["m=video 0 RTP/AVP 96", "a=rtpmap:x H264/9"], nil, nil),
        ] as [([String], String?, Int?)])
    func `codec and clock are found`(lines: [String], codec: String?, clock: Int?) throws {
        let video = try #require(SDP(Array(lines.joined(separator: "\n").utf8)).video)
        #expect(video.codec == codec)
        #expect(video.clockRate == clock)
    }

    @Test(
        arguments: [
            ("a=framerate:25", 25.0), ("a=framerate: 12.5 ", 12.5), ("a=x-framerate:15", 15), ("a=framerate:25,0", 25),
            ("a=framerate:30000/1000", 30), ("a=framerate:0", nil), ("a=framerate:-5", nil), ("a=framerate:nan", nil),
            ("a=framerate:inf", nil), ("a=framerate:1e9", nil), ("a=framerate:", nil), ("a=framerate:1/0", nil),
            ("a=framerate:x", nil), ("a=framerate:1/2/3", nil),
        ] as [(String, Double?)])
    func `frame rates are read or left out`(line: String, rate: Double?) {
        #expect(SDP(lines: "m=video 0 RTP/AVP 26", line).video?.frameRate == rate)
    }

    @Test(
        arguments: [
            ("a=x-dimensions:960,528", 960, 528), ("a=x-dimensions: 960 x 528", 960, 528),
            ("a=framesize:26 1280-720", 1280, 720), ("a=cliprect:0,0,576,704", 704, 576),
            ("a=Width:integer;704\na=Height:integer;576", 704, 576), ("a=x-dimensions:0,0", nil, nil),
            ("a=x-dimensions:99999,99999", nil, nil), ("a=x-dimensions:960", nil, nil),
            ("a=x-dimensions:99999999999999999999999,1", nil, nil), ("a=framesize:1280-720", nil, nil),
        ] as [(String, Int?, Int?)])
    func `sizes are read or left out`(lines: String, width: Int?, height: Int?) {
        let video = SDP(lines: "m=video 0 RTP/AVP 26", lines).video
        #expect(video?.width == width)
        #expect(video?.height == height)
    }

    @Test(
        arguments: [
            (["b=AS:4000"], 4_000_000), (["b=TIAS:3900000", "b=AS:4000"], 3_900_000),
            (["b=AS:4000", "b=TIAS:3900000"], 3_900_000), (["b=AS:0"], nil), (["b=AS:-1"], nil),
            (["b=AS:9999999999999999999"], nil), (["b=AS"], nil), (["b=X-YZ:128"], nil),
        ] as [([String], Int?)])
    func `bandwidth is bits a second`(lines: [String], bitrate: Int?) {
        let text = (["m=video 0 RTP/AVP 26"] + lines).joined(separator: "\r\n")
        #expect(SDP(Array(text.utf8)).video?.bitrate == bitrate)
    }

    @Test func `parameters of another track stay out`() {
        let video = SDP(
            lines: "m=video 0 RTP/AVP 96", "a=rtpmap:96 H264/90000", "a=fmtp:97 sprop-parameter-sets=AAAA"
        ).video
        #expect(video?.formatParameters.isEmpty == true)
    }

    @Test func `a parameter set beats what attributes say`() {
        let set = "Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY"
        let sdp = SDP(
            lines: "m=video 0 RTP/AVP 96", "a=rtpmap:96 H264/90000", "a=x-dimensions:640,480",
            "a=fmtp:96 sprop-parameter-sets=aOvjyyLA,,\(set)")
        #expect(sdp.videoFormat == VideoFormat(codec: "H264", width: 1920, height: 1080, fps: 25))
    }

    @Test func `an H.265 set is found wherever it was put`() {
        let set = "QgEBAWAAAAMAkAAAAwAAAwBdoAKAgC0WWVmkkyvAWgAg"
        for name in ["sprop-sps", "sprop-vps", "sprop-pps"] {
            let sdp = SDP(lines: "m=video 0 RTP/AVP 96", "a=rtpmap:96 H265/90000", "a=fmtp:96 \(name)=\(set)")
            #expect(sdp.videoFormat == VideoFormat(codec: "H265", width: 1280, height: 720))
        }
    }

    @Test(arguments: ["", "\r\n\r\n", "v=0", "no description at all", "=", "m", "a=", "\u{0}\u{1}"])
    func `what describes nothing is empty`(text: String) { #expect(SDP(Array(text.utf8)).video == nil) }

    @Test func `only so many payload types are kept`() {
        let types = (0...SDP.payloadLimit).map(String.init).joined(separator: " ")
        let beyond = "a=rtpmap:\(SDP.payloadLimit) H264/90000"
        let sdp = SDP(lines: "m=video 0 RTP/AVP \(types)", "a=rtpmap:200 H265/90000", beyond)
        #expect(sdp.video?.codec == "H265")
        let maps = (300..<300 + SDP.payloadLimit).map { "a=rtpmap:\($0) H265/90000" }.joined(separator: "\n")
        #expect(SDP(lines: "m=video 0 RTP/AVP 96", maps, "a=rtpmap:96 H264/90000").video?.codec == "H265")
    }

    @Test func `a description of a mebibyte takes no longer than its bytes`() {
        let maps = (100_000..<120_000).map { "a=rtpmap:\($0) H264/9" }.joined(separator: "\n")
        func duration(types: Int) -> Duration {
            let types = (0..<types).map(String.init).joined(separator: " ")
            let text = Array("m=video 0 RTP/AVP \(types)\n\(maps)".utf8)
            return ContinuousClock().measure { _ = SDP(text) }
        }
        // Each type with each map would be 1.6 billion comparisons.
        #expect(duration(types: 80_000) < duration(types: 1) * 10 + .seconds(1))
    }

    @Test func `only so many sections are kept`() {
        let text = String(repeating: "m=video 0 RTP/AVP 26\n", count: 1000)
        #expect(SDP(Array(text.utf8)).medias.count == SDP.mediaLimit)
    }
}

extension SDP {
    fileprivate init(lines: String...) { self.init(Array(lines.joined(separator: "\r\n").utf8)) }
}
