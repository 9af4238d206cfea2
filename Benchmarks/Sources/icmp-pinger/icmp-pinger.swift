import Foundation
import ICMP

/// `icmp-pinger TARGETS_FILE IN_FLIGHT SECONDS`: pings the addresses of a file, one a line, one echo each, in whole
/// passes until the time is over, and prints what that took as a line of JSON. One pass goes before, untimed.
@main struct Benchmark {
    static func main() async {
        guard CommandLine.arguments.count == 4,
            let text = try? String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8),
            let inFlight = Int(CommandLine.arguments[2]), let seconds = Double(CommandLine.arguments[3])
        else {
            print("usage: icmp-pinger TARGETS_FILE IN_FLIGHT SECONDS")
            exit(2)
        }
        let targets = text.split(separator: "\n").compactMap { IPAddress(String($0)) }
        let pinger = Pinger(echoesPerSecond: 10_000_000, perPrefix: nil)
        var pass = await sweep(targets, inFlight, pinger)
        let (began, cpu) = (ContinuousClock.now, cpuSeconds())
        (pass.pings, pass.answered) = (0, 0)
        repeat {
            let next = await sweep(targets, inFlight, pinger)
            pass.pings += next.pings
            pass.answered += next.answered
        } while (ContinuousClock.now - began) / .seconds(1) < seconds
        let wall = (ContinuousClock.now - began) / .seconds(1)
        print(
            #"{"pings": \#(pass.pings), "answered": \#(pass.answered), "wall": \#(wall), "cpu": \#(cpuSeconds() - cpu)}"#
        )
    }

    private static func sweep(
        _ targets: [IPAddress], _ inFlight: Int, _ pinger: Pinger
    ) async -> (pings: Int, answered: Int) {
        var (pings, answered) = (0, 0)
        for await result in pinger.ping(targets, timeout: .seconds(1), atOnce: inFlight) {
            pings += 1
            if result.isAnswered { answered += 1 }
        }
        return (pings, answered)
    }

    /// User and system time of this process.
    private static func cpuSeconds() -> Double {
        var usage = rusage()
        getrusage(CInt(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
