internal import HTTPTypes

/// Which methods each path takes, for telling 405 from 404.
struct MethodTable: Sendable {
    private struct Path {
        let segments: [String]
        var methods: Set<HTTPRequest.Method>
        var parameters: Int { segments.count { $0.hasPrefix("{") } }

        func matches(_ other: [Substring]) -> Bool {
            segments.count == other.count && zip(segments, other).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
    }

    private var paths: [Path] = []

    init(_ operations: [Operation]) {
        for operation in operations {
            let segments = operation.path.split(separator: "/").map(String.init)
            let methods: Set = operation.method == .get ? [.get, .head] : [operation.method]
            if let index = paths.firstIndex(where: { $0.segments == segments }) {
                paths[index].methods.formUnion(methods)
            } else {
                paths.append(Path(segments: segments, methods: methods))
            }
        }
    }

    /// Sorted by name, `OPTIONS` included; empty for a path that is not known. A path with a fixed segment hides one
    /// with a parameter in its place, as in the description.
    func methods(at path: String) -> [HTTPRequest.Method] {
        let segments = path.split(separator: "/")
        let matching = paths.filter { $0.matches(segments) }.min { $0.parameters < $1.parameters }
        return matching.map { $0.methods.union([.options]).sorted { $0.rawValue < $1.rawValue } } ?? []
    }
}
