#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

enum MailDate {
    /// `Thu, 15 Jan 2026 10:30:00 +0000` (RFC 5322 §3.3).
    static func text(secondsSince1970 seconds: Int64) -> String {
        var (moment, fields) = (time_t(seconds), tm())
        gmtime_r(&moment, &fields)
        let day = "\(days[Int(fields.tm_wday)]), \(fields.tm_mday) \(months[Int(fields.tm_mon)])"
        let clock = [fields.tm_hour, fields.tm_min, fields.tm_sec].map { ($0 < 10 ? "0" : "") + "\($0)" }
        return "\(day) \(Int(fields.tm_year) + 1900) \(clock.joined(separator: ":")) +0000"
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
