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
            ("a=framerate:25 fps", 25), ("a=framerate:25.000000", 25), ("a=framerate:30000/1001", 30000.0 / 1001),
            ("a=framerate:9 25", nil), ("a=framerate:1000", nil), ("a=framerate:90000", nil), ("a=framerate:/", nil),
            ("a=framerate\t12", 12), ("a=framerate:25,5", 25.5), ("a=framerate:integer;15", 15),
            ("a=framerate:..", nil),
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
            ("a=x-dimensions:1,1", nil, nil),
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
            (["b=AS:4294967295"], nil), (["b=TIAS:4294967295"], nil), (["b=TIAS:0"], nil), (["b=TIAS:1"], nil),
            (["b=TIAS:4294967295", "b=AS:4000"], 4_000_000), (["b=AS: 512 "], 512_000), (["b=AS:1500000"], nil),
            (["b=AS:1"], nil),
            (["b=AS:64"], 64_000), (["b=AS:9223372036854775807"], nil),
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

    // MARK: Facts of many makers

    static let set = "Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY,aOvjyyLA"

    @Test(
        arguments: [
            // The size of the payload type that is sent.
            (
                """
                m=video 0 RTP/AVP 96 97|a=rtpmap:96 H264/90000|a=rtpmap:97 JPEG/90000|\
                a=framesize:97 640-480|a=framesize:96 1920-1080
                """,
                VideoFormat(codec: "H264", width: 1920, height: 1080)
            ),
            (
                """
                m=video 0 RTP/AVP 97 96|a=rtpmap:96 H264/90000|a=rtpmap:97 H265/90000|\
                a=framesize:96 640-480
                """,
                VideoFormat(codec: "H265")
            ),
            (
                "m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000|a=x-dimensions:640,480|a=x-dimensions:1280,720",
                VideoFormat(codec: "H264")
            ),
            (
                """
                m=video 0 RTP/AVP 96 97|a=rtpmap:96 H264/90000|a=rtpmap:97 H264/90000|\
                a=fmtp:97 sprop-parameter-sets=\(set)|a=fmtp:96 packetization-mode=1
                """,
                VideoFormat(codec: "H264")
            ),
            // The payload type that repairs another is not what is watched.
            (
                "m=video 0 RTP/AVP 97 96|a=rtpmap:97 rtx/90000|a=rtpmap:96 H265/90000",
                VideoFormat(codec: "H265")
            ),
            (
                "m=video 0 RTP/AVP 26 96|a=rtpmap:96 H264/90000",
                VideoFormat(codec: "JPEG")
            ),
            // In the wrong section.
            (
                "a=framerate:12|a=framesize:96 1280-720|m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000",
                VideoFormat(codec: "H264", width: 1280, height: 720, fps: 12)
            ),
            (
                "b=AS:2000|m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000",
                VideoFormat(codec: "H264", bitrate: 2_000_000)
            ),
            (
                "b=AS:2000|m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000|m=audio 0 RTP/AVP 0",
                VideoFormat(codec: "H264")
            ),
            (
                """
                m=video 0 RTP/AVP 96|m=audio 0 RTP/AVP 8|b=AS:64|a=rtpmap:8 PCMA/8000|\
                a=rtpmap:96 H264/90000|a=fmtp:96 sprop-parameter-sets=\(set)|a=framerate:20
                """,
                VideoFormat(codec: "H264", width: 1920, height: 1080, fps: 20)
            ),
            (
                "m=audio 0 RTP/AVP 0|a=x-dimensions:704,576|m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000",
                VideoFormat(codec: "H264", width: 704, height: 576)
            ),
            // Video behind sound and metadata, which may call itself video.
            (
                """
                m=application 0 RTP/AVP 107|a=rtpmap:107 vnd.onvif.metadata/90000|a=framerate:1|\
                m=audio 0 RTP/AVP 0|m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000
                """,
                VideoFormat(codec: "H264")
            ),
            (
                """
                m=video 0 RTP/AVP 107|a=rtpmap:107 VND.ONVIF.METADATA/90000|m=video 0 RTP/AVP 96|\
                a=rtpmap:96 H265/90000
                """,
                VideoFormat(codec: "H265")
            ),
            // The main stream of several.
            (
                """
                m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000|a=framesize:96 640-360|m=video 0 RTP/AVP 97|\
                a=rtpmap:97 H265/90000|a=framesize:97 2560-1440
                """,
                VideoFormat(codec: "H265", width: 2560, height: 1440)
            ),
            (
                """
                m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000|m=video 0 RTP/AVP 97|a=rtpmap:97 H264/90000|\
                a=framesize:97 640-360
                """,
                VideoFormat(codec: "H264")
            ),
            (
                """
                m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000|a=inactive|m=video 0 RTP/AVP 97|\
                a=rtpmap:97 H265/90000
                """,
                VideoFormat(codec: "H265")
            ),
            // A parameter set that was damaged says nothing; another source of the size does.
            (
                """
                m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000|\
                a=fmtp:96 sprop-parameter-sets=Z2QAKK*ZQHgCJ+XARAAA
                """,
                VideoFormat(codec: "H264")
            ),
            (
                """
                m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000|a=fmtp:96 sprop-parameter-sets=!!!!,%%%|\
                a=x-dimensions:800,600
                """,
                VideoFormat(codec: "H264", width: 800, height: 600)
            ),
            (
                "m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000|a=fmtp:96 sprop-parameter-sets=Z2QAK",
                VideoFormat(codec: "H264")
            ),
            (
                "m=video 0 RTP/AVP 96|a=rtpmap:96 H264/90000|a=fmtp:96 sprop-parameter-sets=\"\(set)\"",
                VideoFormat(codec: "H264", width: 1920, height: 1080, fps: 25)
            ),
            // MPEG-4 part 2, as ffmpeg and as Axis write it.
            (
                """
                m=video 0 RTP/AVP 96|a=rtpmap:96 MP4V-ES/90000|\
                a=fmtp:96 profile-level-id=1; config=000001B001000001B58913000001000000012000C48D8800CD14043C1463000001B2
                """,
                VideoFormat(codec: "MP4V-ES", width: 640, height: 480)
            ),
            (
                """
                m=video 0 RTP/AVP 96|a=rtpmap:96 MP4V-ES/90000|\
                a=fmtp:96 profile-level-id=245; config=000001B0F5000001B509000001000000012000C8F8A058BA9860FA616087828307
                """,
                VideoFormat(codec: "MP4V-ES", width: 352, height: 480, fps: 30000.0 / 1001)
            ),
            (
                "m=video 0 RTP/AVP 96|a=rtpmap:96 MP4V-ES/90000|a=fmtp:96 config=000001B0zz",
                VideoFormat(codec: "MP4V-ES")
            ),
            // Tabs, blanks for colons, no name, another case.
            (
                "M=video\t0\tRTP/AVP\t96|A=rtpmap 96 h264/90000|a=framesize:96\t320-240",
                VideoFormat(codec: "H264", width: 320, height: 240)
            ),
            (
                "m=video 0 RTP/AVP 96|a=fmtp:96 packetization-mode=1;profile-level-id=640028",
                VideoFormat(codec: "H264")
            ),
            (
                "m=video 0 RTP/AVP 98|a=rtpmap:98 AV1/90000|a=fmtp:98 profile=0;level-idx=8",
                VideoFormat(codec: "AV1")
            ),
            (
                "m=video 0 RTP/AVP 96|a=rtpmap:96 H.265/90000|a=cliprect:0,0,1080,1920",
                VideoFormat(codec: "H265", width: 1920, height: 1080)
            ),
        ] as [(String, VideoFormat)])
    func `the right facts are told, or none`(lines: String, format: VideoFormat) {
        for end in ["\r\n", "\n", "\r"] {
            #expect(SDP(Array(lines.replacing("|", with: end).utf8)).videoFormat == format)
        }
    }
}

extension SDP {
    fileprivate init(lines: String...) { self.init(Array(lines.joined(separator: "\r\n").utf8)) }
}
