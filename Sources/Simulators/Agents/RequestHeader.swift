/// The outside of a request: whose it is, and where its operation lies.
struct RequestHeader {
    /// The number on the wire: 0 for v1, 1 for v2c, 3 for v3.
    let version: Int32
    /// Empty in v3.
    let community: UnsafeBufferPointer<UInt8>
    /// The PDU's element with its header; in v3 what follows the version.
    let rest: BERCursor

    /// A PDU that came by v3.
    init(pdu: BERCursor) {
        version = 3
        community = UnsafeBufferPointer(start: pdu.start, count: 0)
        rest = pdu
    }

    init?(_ datagram: UnsafeMutableRawBufferPointer) {
        self.init(UnsafeRawBufferPointer(datagram).bindMemory(to: UInt8.self))
    }

    /// `nil` if it is not SNMP.
    @inline(__always)
    init?(_ datagram: UnsafeBufferPointer<UInt8>) {
        guard let start = datagram.baseAddress else { return nil }
        var outer = BERCursor(start: start, end: start + datagram.count)
        guard var message = outer.next(BER.sequence)?.inside, let version = message.integer() else { return nil }
        self.version = version
        if version == 3 {
            community = UnsafeBufferPointer(start: start, count: 0)
        } else {
            guard version == 0 || version == 1, let community = message.next(BER.octetString) else { return nil }
            self.community = community.bytes
        }
        rest = message
    }
}

/// The operations (RFC 3416 §3).
enum Operation {
    static let get: UInt8 = 0xA0
    static let getNext: UInt8 = 0xA1
    static let response: UInt8 = 0xA2
    static let set: UInt8 = 0xA3
    static let getBulk: UInt8 = 0xA5
    static let report: UInt8 = 0xA8
}

/// `error-status` (RFC 3416 §3).
enum Status {
    static let noError: Int32 = 0
    static let tooBig: Int32 = 1
    static let noSuchName: Int32 = 2
    static let badValue: Int32 = 3
    static let genErr: Int32 = 5
    static let noAccess: Int32 = 6
    static let wrongType: Int32 = 7
    static let wrongLength: Int32 = 8
    static let wrongValue: Int32 = 10
    static let notWritable: Int32 = 17
}
