/// Everything that a process counts of itself. A metric is one line here; who counts is given the catalogue. Units are
/// seconds and bytes, and the values of labels are few: no device, user or address is one.
package final class Catalogue: MetricGroup {
    package let build = Gauges("lapwing_build_info", "1; which version runs.", by: "version")
    package let role = Gauges("lapwing_role", "1 for what this process does.", by: "role")

    package let polls = WorkMetrics("lapwing_polls", "Polls")
    package let pollResults = Counters(
        "lapwing_poll_results_total", "Polls by the status they found: online, offline, unknown.", by: "lane", "status")
    package let pollsRefused = Counters(
        "lapwing_polls_refused_saves_total", "Polls whose claim was lost before they could be recorded.", by: "lane")
    package let pollsBatch = Histograms(
        "lapwing_polls_save_batch_size", "Polls that were recorded in one transaction.", by: "lane",
        in: .counts(1, 2, 5, 10, 25, 50, 100, 250, 512))
    package let sendings = WorkMetrics("lapwing_sendings", "Attempts to send a notice")

    package let alertsRaised = Counters(
        "lapwing_alerts_raised_total", "Alerts and notes that polls led to or that people raised.", by: "severity")
    package let noticesDelivered = Counters(
        "lapwing_notices_delivered_total", "Notices that a server took.", by: "channel")
    package let noticesFailed = Counters(
        "lapwing_notices_failed_total", "Attempts to send a notice that failed.", by: "channel")
    package let noticesGivenUp = Counters(
        "lapwing_notices_given_up_total", "Notices that are not tried again.", by: "channel")
    package let outboxNotices = Gauges("lapwing_outbox_notices", "Notices that wait to be delivered.", by: "channel")
    package let outboxAge = Gauges(
        "lapwing_outbox_oldest_age_seconds", "Age of the oldest notice that waits to be delivered; 0 where none does.",
        by: "channel")

    package let databaseUp = Gauges(
        "lapwing_database_up", "1 where the database answered the last look within a second, else 0.")
    package let databaseLatency = Histograms(
        "lapwing_database_duration_seconds",
        "Transactions, the wait for a connection included, by kind: read, write, point_read.", by: "kind",
        in: .seconds(0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5))
    package let databaseErrors = Counters(
        "lapwing_database_errors_total", "Transactions that failed, by kind and by why.", by: "kind", "code")

    package let busUp = Gauges(
        "lapwing_bus_up", "1 where hints reach the other processes (in a single one: always), else 0.")
    package let busLatency = Gauges(
        "lapwing_bus_round_trip_seconds",
        "From the last request to the bus to its answer; not there for a bus within the process.")

    package let standstills = Counters(
        "lapwing_standstills_total", "Times that the process stood still for more than a second.")
    package let clockSteps = Counters(
        "lapwing_clock_steps_total", "Times that the wall clock was set by more than 5 s.")
    package let loopDelay = Histograms(
        "lapwing_event_loop_delay_seconds", "How long an event loop took to turn when it was asked to.",
        in: .seconds(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5))
    package let restarts = Gauges(
        "lapwing_watchdog_restarts_total",
        "Times that this process restarted itself because it hung, since it was started.")

    package let httpRequests = Counters(
        "lapwing_http_requests_total", "Requests answered, by operation and class of status.", by: "method", "route",
        "status")
    package let httpLatency = Histograms(
        "lapwing_http_request_duration_seconds", "From the head of a request to the head of its response.",
        by: "method", "route", in: .seconds(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5))

    package let processCPU = Gauges("process_cpu_seconds_total", "Processor time, user and system.")
    package let processMemory = Gauges("process_resident_memory_bytes", "Memory that is in use.")
    package let processVirtualMemory = Gauges("process_virtual_memory_bytes", "Address space that is reserved.")
    package let processFiles = Gauges("process_open_fds", "Open file descriptors.")
    package let processFileLimit = Gauges("process_max_fds", "File descriptors that may be open.")
    package let processThreads = Gauges("process_threads", "Threads of the operating system.")
    package let processStart = Gauges(
        "process_start_time_seconds", "When the process started, or last restarted itself, in seconds since 1970.")

    package init() {}

    package var text: String { Exposition(of: self).text }
}
