/// SET, all or nothing (RFC 3416 §4.2.5).
extension AgentResponder {
    /// The reply, and what this agent's settings are then.
    func set(_ request: AgentRequest) -> (reply: AgentReply, settings: [Int: [UInt8]]) {
        var changed = settings
        for (offset, cell) in request.cells.enumerated() {
            let position = position(toSet: cell.oid)
            if let status = objection(to: cell.value, at: position) {
                let told = request.isV1 ? Self.statusOfV1(status) : status
                return (refusal(of: request, told, index: offset + 1), settings)
            }
            changed[position] = cell.value
        }
        return (AgentReply(id: request.id, cells: request.cells), changed)
    }

    private func position(toSet oid: [UInt8]) -> Int {
        oid.withUnsafeBufferPointer { bytes in bytes.baseAddress.map { tree.find($0, bytes.count) } ?? -1 }
    }

    private func objection(to value: [UInt8], at position: Int) -> Int32? {
        guard let writing = tree.writing[position] else { return Status.notWritable }
        guard let tag = value.first, let contents = BERForm.contents(of: value) else { return Status.wrongType }
        switch writing {
        case .text:
            guard tag == BER.octetString else { return Status.wrongType }
            return contents.count <= 255 ? nil : Status.wrongLength
        case .integer(let range):
            guard tag == BER.integer, (1...8).contains(contents.count) else { return Status.wrongType }
            let number = contents.dropFirst().reduce(Int64(Int8(bitPattern: contents[0]))) { $0 << 8 | Int64($1) }
            return range.contains(number) ? nil : Status.wrongValue
        }
    }

    /// RFC 3584 §4.4.
    private static func statusOfV1(_ status: Int32) -> Int32 {
        status == Status.notWritable ? Status.noSuchName : Status.badValue
    }
}
