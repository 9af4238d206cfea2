/// A request as a simulated camera reads it: strictly, since clients should be strict.
struct CameraRequest: Sendable, Equatable {
    var method: String
    var uri: String
    /// Names in lower-case.
    var headers: [String: String]

    /// `nil` for what is no request.
    init?(_ text: String) {
        let lines = text.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ", omittingEmptySubsequences: false) ?? []
        guard words.count == 3, words[2] == "RTSP/1.0" else { return nil }
        method = String(words[0])
        uri = String(words[1])
        headers = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        guard headers["cseq"] != nil else { return nil }
    }

    /// The first part of the path.
    var profile: CameraProfile? {
        let parts = uri.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 3 else { return nil }
        return CameraProfile(rawValue: String(parts[3].prefix { $0 != "?" }))
    }

    /// The parameters of `Authorization`, without their quotes; `nil` without that header.
    var authorization: (scheme: String, parameters: [String: String])? {
        guard let value = headers["authorization"], let blank = value.firstIndex(of: " ") else { return nil }
        let rest = value[value.index(after: blank)...]
        var parameters: [String: String] = ["": String(rest)]
        for part in rest.split(separator: ", ") {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let text = part[part.index(after: equals)...]
            let bare =
                text.hasPrefix("\"") && text.hasSuffix("\"") && text.count > 1 ? text.dropFirst().dropLast() : text
            parameters[String(part[..<equals])] = String(bare)
        }
        return (String(value[..<blank]).lowercased(), parameters)
    }
}
