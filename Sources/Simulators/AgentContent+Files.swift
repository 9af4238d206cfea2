import Glibc

extension AgentContent {
    /// What a file says agents have: a description, the output of `snmpwalk -On`, or an snmprec file. Which of them it is
    /// shows in its first line with an object.
    package convenience init(contentsOf path: String) throws {
        guard let bytes = Self.read(path) else {
            throw AgentContentError(file: path, line: 0, reason: String(cString: strerror(errno)))
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try self.init(String(decoding: bytes, as: UTF8.self), file: name)
    }

    /// The same for a text. `file` is for errors.
    package convenience init(_ text: String, file: String = "content") throws {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        let first = lines.lazy.map { $0.drop { $0.isWhitespace } }.first { !$0.isEmpty && !$0.hasPrefix("#") }
        switch first.map(Self.format) {
        case .walk: try self.init(walk: lines, file: file)
        case .snmprec: try self.init(snmprec: lines, file: file)
        default: try self.init(description: lines, file: file)
        }
        guard count > 0 else {
            throw AgentContentError(file: file, line: lines.count, reason: "there is no object in it")
        }
    }

    private enum Format { case description, walk, snmprec }

    private static func format(of line: Substring) -> Format {
        let identifier = line.prefix { $0 == "." || $0.isASCII && $0.isNumber }
        if line.dropFirst(identifier.count).hasPrefix("|") { return .snmprec }
        return WalkRecording.start(of: String(line)) == nil ? .description : .walk
    }

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
        return ferror(file) == 0 ? bytes : nil
    }
}
