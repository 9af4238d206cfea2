internal import Encodings

/// What came in place of the answer to a request. It answers nothing, but it may say why no answer comes.
enum RejectedReply: Sendable, Hashable {
    /// From the device, and no message of SNMP.
    case notSNMP(FirstBytes)
    /// From the device, and begun like a message of SNMP.
    case malformed(BERFault)
    /// From the device, under an identifier that no open request has.
    case otherIdentifier
    /// The answer to the request, by a community that is not the one it was asked with.
    case otherCommunity
    case otherVersion(SNMPVersion)
    /// The answer, where it may come from the device's own address only.
    case otherSource(Endpoint)
    /// The request itself.
    case echo

    /// The more it says of the very request, the higher.
    fileprivate var weight: Int {
        switch self {
        case .otherIdentifier: 0
        case .notSNMP, .malformed: 1
        case .otherCommunity, .otherVersion, .otherSource, .echo: 2
        }
    }
}

/// The latest of a device's rejected replies. Takes no memory of its own and next to no time: anybody may send such.
struct RejectedReplies {
    private var latest: (reply: RejectedReply, at: Moment)?

    /// What says little does not displace what says more and is as fresh.
    mutating func add(_ reply: RejectedReply, now: Moment) {
        if let latest, latest.reply.weight > reply.weight, latest.at + Self.freshness > now { return }
        latest = (reply, now)
    }

    private static var freshness: Int64 { 60_000_000_000 }

    func since(_ moment: Moment) -> RejectedReply? {
        latest.flatMap { $0.at >= moment ? $0.reply : nil }
    }
}

/// How a datagram begins, and its size.
struct FirstBytes: Sendable, Hashable {
    private let size: Int
    private var words: (UInt64, UInt64) = (0, 0)

    private static let most = 16

    init(_ bytes: UnsafeRawBufferPointer) {
        size = bytes.count
        withUnsafeMutableBytes(of: &words) {
            $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.most)))
        }
    }

    static func == (left: FirstBytes, right: FirstBytes) -> Bool {
        left.size == right.size && left.words.0 == right.words.0 && left.words.1 == right.words.1
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        hasher.combine(words.0)
    }
}

extension FirstBytes: CustomStringConvertible {
    /// `12 bytes, 68 74 74 70 2f 31 2e 31 20 34 30 30`.
    var description: String {
        guard size > 0 else { return "an empty datagram" }
        let start = withUnsafeBytes(of: words) { bytes in
            bytes.prefix(min(size, Self.most)).hexadecimal(separatedBy: " ")
        }
        let rest = size > Self.most ? " …" : ""
        return "\(size == 1 ? "1 byte" : "\(size) bytes"), \(start)\(rest)"
    }
}
