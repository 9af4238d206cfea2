internal import Crypto
internal import Encodings

/// What one Lapwing calls its things in a Redis that others use too.
struct RedisNames {
    let channel: [UInt8]
    private let prefix: String

    /// - Parameters:
    ///   - namespace: the same in all processes of one Lapwing.
    ///   - database: part of the channel's name, since channels are not of a database.
    init(namespace: String, database: Int) {
        prefix = namespace
        channel = Array("\(prefix):hints:\(database)".utf8)
    }

    /// Counters have names of one length that show nothing of what people typed.
    func counter(_ key: String) -> [UInt8] {
        let digest = SHA256.hash(data: Array(key.utf8)).prefix(16)
        return Array("\(prefix):count:\(digest.hexadecimal)".utf8)
    }
}
