internal import Foundation
internal import Telemetry

/// What the kernel says of this process.
struct ProcessUsage {
    /// Seconds, user and system.
    var processorTime: Double
    var threads: Int
    /// Bytes.
    var virtualMemory: Int
    var residentMemory: Int

    /// - Parameter stat: the text of `/proc/PID/stat` (proc(5)). The second field may hold spaces and parentheses.
    init?(stat: String, ticksPerSecond: Double, pageSize: Int) {
        guard let end = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        /// By its number in proc(5); the first after the parenthesis is 3.
        func field(_ number: Int) -> Int? {
            fields.indices.contains(number - 3) ? Int(fields[number - 3]) : nil
        }
        guard let user = field(14), let system = field(15), let threads = field(20), let size = field(23),
            let pages = field(24)
        else { return nil }
        processorTime = Double(user + system) / ticksPerSecond
        self.threads = threads
        virtualMemory = size
        residentMemory = pages * pageSize
    }

    static func now() -> ProcessUsage? {
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8) else { return nil }
        return ProcessUsage(
            stat: stat, ticksPerSecond: Double(max(sysconf(Int32(_SC_CLK_TCK)), 1)),
            pageSize: max(sysconf(Int32(_SC_PAGESIZE)), 1))
    }

    /// The one that reads the list is not counted.
    static func openFiles() -> Int? {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { $0.count - 1 }
    }

    /// `nil` where there is none.
    static func fileLimit() -> Int? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        return Int(exactly: limit.rlim_cur)
    }
}

extension Catalogue {
    /// Asks the kernel again.
    func readProcess() {
        let usage = ProcessUsage.now()
        processCPU().set(usage?.processorTime)
        processThreads().set(usage.map { Double($0.threads) })
        processVirtualMemory().set(usage.map { Double($0.virtualMemory) })
        processMemory().set(usage.map { Double($0.residentMemory) })
        processFiles().set(ProcessUsage.openFiles().map(Double.init))
        processFileLimit().set(ProcessUsage.fileLimit().map(Double.init))
    }
}
