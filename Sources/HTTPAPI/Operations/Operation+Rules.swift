package import HTTPTypes
internal import Monitoring

extension Operation {
    /// Every status it refuses with: its own, and those that follow from the rules for all of the API.
    package var allRefusals: [HTTPResponse.Status] {
        var statuses = Set(refusals)
        if body != nil || parameters.contains(where: { $0.place == .query }) { statuses.insert(.badRequest) }
        if body != nil { statuses.formUnion([.contentTooLarge, .unsupportedMediaType]) }
        if parameters.contains(where: { $0.place == .path }) { statuses.insert(.notFound) }
        switch access {
        case .open: break
        case .anyToken: statuses.insert(.unauthorized)
        case .refreshToken: statuses.formUnion([.unauthorized, .unprocessableContent])
        case .role(let role, _):
            // Bad is also a parameter that is not known.
            statuses.formUnion([.badRequest, .unauthorized, .unprocessableContent])
            if role > .viewer { statuses.insert(.forbidden) }
        }
        return statuses.subtracting(answers.map(\.status)).sorted { $0.code < $1.code }
    }

    /// Such as `devices`: what it is about.
    package var subject: String {
        let segments = path.split(separator: "/")
        return String(segments.first == "api" && segments.count > 1 ? segments[1] : segments.first ?? "")
    }

    /// Such as `getDevicesById`.
    package var identifier: String {
        let segments = path.split(separator: "/")
        let own = segments.first == "api" ? segments.dropFirst() : ["root"] + segments
        return own.reduce(method.rawValue.lowercased()) { name, segment in
            let words = segment.split { !$0.isLetter && !$0.isNumber }.map {
                $0.prefix(1).uppercased() + $0.dropFirst()
            }
            return name + (segment.hasPrefix("{") ? "By" : "") + words.joined()
        }
    }
}
