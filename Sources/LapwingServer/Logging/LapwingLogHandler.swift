package import Logging
internal import Monitoring

/// swift-log's way into the sink.
package struct LapwingLogHandler: LogHandler {
    private let label: String
    private let sink: LogSink
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]

    package init(label: String, sink: LogSink, logLevel: Logger.Level) {
        self.label = label
        self.sink = sink
        self.logLevel = logLevel
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var merged = metadata
        if let added = event.metadata { merged.merge(added) { _, new in new } }
        if let error = event.error { merged["error"] = "\(error)" }
        let now = Timestamp.now
        let line = LogLine(
            at: now, level: event.level, label: label, message: event.message.description, metadata: merged)
        sink.append(line.text, at: now, level: event.level)
    }
}
