import Glibc

extension AgentContent {
    /// What a file says agents have: a description, the output of `snmpwalk -On`, or an snmprec file, each as it is or packed
    /// by gzip. Which of them it is shows in its first line with an object.
    package convenience init(contentsOf path: String) throws {
        try self.init(bytes: ContentFile(path).read(), file: path.split(separator: "/").last.map(String.init) ?? path)
    }

    /// The same for a text. `file` is for errors.
    package convenience init(_ text: String, file: String = "content") throws {
        try self.init(bytes: Array(text.utf8), file: file)
    }

    /// - Throws: where a description has a line that cannot be read, or a recording has none that can.
    package convenience init(bytes: [UInt8], file: String) throws {
        let lines = ByteText.lines(of: bytes)
        switch Self.format(of: lines, in: file) {
        case .walk: self.init(walk: lines, file: file)
        case .snmprec: self.init(snmprec: lines, file: file)
        case .description: try self.init(description: lines.map(ByteText.text), file: file)
        }
        guard count == 0 else { return }
        throw skipped.first ?? AgentContentError(file: file, line: lines.count, reason: "there is no object in it")
    }

    private enum Format { case description, walk, snmprec }

    /// Which it is shows in the file's name, or else in its first line with an object.
    private static func format(of lines: [ArraySlice<UInt8>], in file: String) -> Format {
        let plain = file.hasSuffix(".gz") ? file.dropLast(3) : file[...]
        if plain.hasSuffix(".snmprec") { return .snmprec }
        if plain.hasSuffix(".walk") || plain.hasSuffix(".snmpwalk") { return .walk }
        let first = lines.lazy.map { ByteText.text($0).drop { $0.isBlank } }.first { !$0.isEmpty && !$0.hasPrefix("#") }
        guard let first else { return .description }
        let identifier = first.prefix { $0 == "." || $0.isASCII && $0.isNumber }
        if first.dropFirst(identifier.count).hasPrefix("|") { return .snmprec }
        return WalkRecording.start(of: String(first)) == nil ? .description : .walk
    }
}

/// A file of content.
struct ContentFile {
    private let path: String

    init(_ path: String) { self.path = path }

    /// All of it, unpacked.
    func read() throws(AgentContentError) -> [UInt8] {
        guard let file = fopen(path, "r") else { throw failure(errno) }
        defer { fclose(file) }
        let bytes = try bytes(of: file)
        return bytes.starts(with: [0x1F, 0x8B]) ? try unpacked() : bytes
    }

    private func bytes(of file: UnsafeMutablePointer<FILE>) throws(AgentContentError) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
        guard ferror(file) == 0 else { throw failure(errno) }
        return bytes
    }

    private func unpacked() throws(AgentContentError) -> [UInt8] {
        let quoted = "'" + path.replacing("'", with: "'\\''") + "'"
        guard let output = popen("exec gzip -dc < \(quoted)", "r") else { throw failure(errno) }
        let bytes: [UInt8]
        do throws(AgentContentError) {
            bytes = try self.bytes(of: output)
        } catch {
            pclose(output)
            throw error
        }
        guard pclose(output) == 0 else {
            throw AgentContentError(file: path, line: 0, reason: "gzip cannot unpack it")
        }
        return bytes
    }

    private func failure(_ number: Int32) -> AgentContentError {
        AgentContentError(file: path, line: 0, reason: String(cString: strerror(number)))
    }
}
