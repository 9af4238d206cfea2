import Glibc
import NIOCore
import Testing

@testable import RTSP

@Suite struct RTSPErrorTests {
    @Test(arguments: [
        (ECONNREFUSED, RTSPError.Code.refused), (ETIMEDOUT, .connectTimeout), (ECONNRESET, .reset),
        (EHOSTUNREACH, .unreachable), (ENETUNREACH, .unreachable), (EMFILE, .notAsked), (EADDRNOTAVAIL, .notAsked),
        (EACCES, .notAsked),
    ])
    func `a failed connection tells whose fault it is`(number: CInt, code: RTSPError.Code) throws {
        let url = try RTSPURL("rtsp://127.0.0.1/live")
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: 554)
        let error = RTSPError(connecting: IOError(errnoCode: number, reason: "connect"), to: address, of: url)
        #expect(error.code == code)
        #expect(error.rung == (code == .notAsked ? nil : .connect))
    }

    @Test func `rungs are climbed in order`() {
        #expect(RTSPRung.allCases == RTSPRung.allCases.sorted())
        #expect(RTSPRung.resolve < .connect && RTSPRung.authentication < .stream)
    }
}
