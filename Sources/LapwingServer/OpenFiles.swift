#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How many files, sockets among them, this process may have open.
package enum OpenFiles {
    /// Raises the limit to the highest that is allowed: the usual 1,024 are for programs that call `select`.
    package static func raiseLimit() {
        guard var limit = limits(), limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(resource, &limit)
    }

    /// The limit in force.
    package static var limit: Int { limits().map { Int(clamping: $0.rlim_cur) } ?? 1024 }

    /// How many of `wanted` connections of clients `limit` has room for: polls, the database and the log need files, too.
    package static func connections(wanted: Int, limit: Int) -> Int {
        min(wanted, max(1, limit - min(limit / 2, reserve)))
    }

    private static let reserve = 4096

    private static func limits() -> rlimit? {
        var limit = rlimit()
        return getrlimit(resource, &limit) == 0 ? limit : nil
    }

    #if canImport(Glibc)
        private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let resource = RLIMIT_NOFILE
    #endif
}
