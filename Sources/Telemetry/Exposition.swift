/// Prometheus's text format, version 0.0.4.
/// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
package struct Exposition {
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    package private(set) var text = ""

    package init() { text.reserveCapacity(64 << 10) }

    package init(of metrics: some Exposable) {
        self.init()
        metrics.write(to: &self)
    }

    mutating func head(_ name: String, help: String, type: String) {
        text += "# HELP \(name) "
        appendEscaped(help, quotes: false)
        text += "\n# TYPE \(name) \(type)\n"
    }

    /// - Parameter bound: of a histogram's bucket, as it is written.
    mutating func sample(_ series: Series, suffix: String = "", bound: String? = nil, value: String) {
        text += series.name
        text += suffix
        var labels = zip(series.labels, series.values).map { ($0, $1) }
        if let bound { labels.append(("le", bound)) }
        if !labels.isEmpty { append(labels) }
        text += " "
        text += value
        text += "\n"
    }

    /// As Go reads it, and without a fraction where there is none: `le="1"` and `le="1.0"` are different labels.
    package static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return Int(exactly: value).map(String.init) ?? String(value)
    }

    private mutating func append(_ labels: [(name: String, value: String)]) {
        var separator = "{"
        for label in labels {
            text += separator
            text += label.name
            text += "=\""
            appendEscaped(label.value, quotes: true)
            text += "\""
            separator = ","
        }
        text += "}"
    }

    private mutating func appendEscaped(_ written: String, quotes: Bool) {
        for scalar in written.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\"" where quotes: text += "\\\""
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
