internal import Foundation
internal import Logging
internal import Monitoring

/// One line of the log: time, level, label, message, `key=value` pairs. Nothing that is logged can end the line or
/// forge a field: control characters are escaped and values that need it are quoted.
struct LogLine {
    let at: Timestamp
    let level: Logger.Level
    let label: String
    let message: String
    let metadata: Logger.Metadata

    var text: String {
        var line = "\(timeWithMilliseconds) \(level.rawValue.uppercased()) \(label): "
        line.appendEscaped(message)
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line += " \(key)="
            line.appendValue("\(value)")
        }
        line += "\n"
        return line
    }

    private var timeWithMilliseconds: String {
        let milliseconds = String(1000 + at.milliseconds % 1000).dropFirst()
        return "\(at.description.dropLast()).\(milliseconds)Z"
    }
}

extension String {
    fileprivate mutating func appendValue(_ value: String) {
        let isPlain = !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 < 0x7F }
        guard !isPlain else {
            self += value
            return
        }
        self += "\""
        appendEscaped(value, quoted: true)
        self += "\""
    }

    fileprivate mutating func appendEscaped(_ text: String, quoted: Bool = false) {
        guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && !(quoted && ($0 == 0x22 || $0 == 0x5C)) }) else {
            self += text
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"" where quoted: self += "\\\""
            case "\\" where quoted: self += "\\\\"
            case "\n": self += "\\n"
            case "\r": self += "\\r"
            case "\t": self += "\\t"
            case _ where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format:
                self += "\\u{\(String(scalar.value, radix: 16))}"
            case "\u{2028}", "\u{2029}": self += "\\u{\(String(scalar.value, radix: 16))}"
            default: unicodeScalars.append(scalar)
            }
        }
    }
}
