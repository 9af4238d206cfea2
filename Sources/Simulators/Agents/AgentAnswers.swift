/// One agent without a network: what it answers to a message, in both of its ways.
package struct AgentAnswers {
    private let tree: AgentTree
    private let device: AgentDevice
    private let quick = QuickResponder()
    private let behaviour: AgentBehaviour

    /// The agent at an address, so long after it started.
    package init(_ content: AgentContent, address: UInt32, age: Duration, replySize: Int = 1_472) {
        tree = content.tree
        let milliseconds = UInt64(max(0, age.nanoseconds / 1_000_000))
        device = AgentDevice(address: address, millisecondsSinceStart: milliseconds, restarts: 0)
        behaviour = AgentBehaviour(replySize: replySize)
    }

    /// The response's PDU, ready-made where it can be; `nil` if there is none.
    package func readyMade(_ message: [UInt8]) -> [UInt8]? {
        message.withUnsafeBufferPointer { bytes in
            guard let header = RequestHeader(bytes) else { return nil }
            let room = max(0, behaviour.replySize - header.community.count - 32)
            return withUnsafeTemporaryAllocation(
                of: UInt8.self, capacity: QuickResponder.headroom + room + 64
            ) { memory in
                guard let out = memory.baseAddress,
                    let written = quick.answer(
                        header.rest, isV1: header.version == 0, from: tree, of: device, to: out, room: room)
                else { return nil }
                return [UInt8](UnsafeBufferPointer(start: written.start, count: written.end - written.start))
            }
        }
    }

    /// The same, object by object.
    package func considered(_ message: [UInt8]) -> [UInt8]? {
        message.withUnsafeBufferPointer { bytes in
            guard let header = RequestHeader(bytes),
                let request = AgentRequest(header.rest, isV1: header.version == 0)
            else { return nil }
            let responder = AgentResponder(tree: tree, device: device, behaviour: behaviour, settings: [:])
            return responder.reply(to: request)?.encoded(with: [])
        }
    }
}
