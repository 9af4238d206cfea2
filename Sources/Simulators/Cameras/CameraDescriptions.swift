/// The descriptions that simulated cameras send.
enum CameraDescriptions {
    static func text(_ profile: CameraProfile) -> String {
        switch profile {
        case .bareDescription: bare
        case .emptyDescription: ""
        case .crowdedDescription: crowded
        case .audioOnly: audioOnly
        case .h265: h265
        case .jpeg: jpeg
        case .startCodes: startCodes
        default: head + video
        }
    }

    private static let head = """
        v=0\r
        o=- 16061405529106043267 1 IN IP4 127.0.0.1\r
        s=Simulated camera\r
        t=0 0\r
        a=control:*\r

        """

    /// 1920 × 1080 at 25 frames a second, as x264 writes it.
    private static let video = """
        m=video 0 RTP/AVP 96\r
        b=AS:4000\r
        a=rtpmap:96 H264/90000\r
        a=framerate:25\r
        a=fmtp:96 packetization-mode=1;profile-level-id=64001f;sprop-parameter-sets=\(parameterSets)\r
        a=control:trackID=1\r

        """

    private static let parameterSets = "Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY,aOvjyyLA"

    private static let bare = "m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000 \n"

    private static let crowded = """
        v=0\r
        o=- 0xdeadbeef 0xdeadbeef IN IP4\r
        s=\r
        s=again\r
        t=0- junk\r
        c=IN \r
        m=application/TP-LINK 0 RTP/AVP smart/1/90000\r
        a=rtpmap:95 TP-LINK/90000\r
        m=meta 0 RTP/AVP 98\r
        m=audio 0 RTP/AVP 8\r
        a=rtpmap:8 PCMA/0\r
        \(video)a=fmtp:8 sprop-parameter-sets=AAAA\r
        a=x-onvif-track:VIDEO001\r
        m=application 0 RTP/AVP 107\r
        a=rtpmap:107 vnd.onvif.metadata/90000\r

        """

    private static let audioOnly = head + "m=audio 0 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n"

    private static let h265 =
        head + """
            m=video 0 RTP/AVP 96\r
            a=rtpmap:96 H265/90000\r
            a=fmtp:96 sprop-vps=QAEMAf//AWAAAAMAkAAAAwAAAwA/ugJA;sprop-sps=\
            QgEBAWAAAAMAkAAAAwAAAwA/oAUCAXHy5bpKTC//AAEAAWoMDAwIAAADAAgAAAMAUEA=;sprop-pps=RAHAcYMS\r

            """

    private static let jpeg =
        head + "m=video 0 RTP/AVP 26\r\na=x-dimensions:960,528\r\na=framerate:12.5\r\na=control:track1\r\n"

    private static let startCodes =
        head + """
            m=video 0 RTP/AVP 35\r
            a=rtpmap:35 H264/90000\r
            a=fmtp:35 sprop-parameter-sets=AAAAAWdkACis2UB4AiflwEQAAAMABAAAAwDIPGDGWA==,\r

            """
}
