internal import Sockets

/// Why a value a client sent is outside its domain, as a sentence the client may show.
package struct InvalidValue: Error, Equatable, CustomStringConvertible {
    package let sentence: String

    init(_ sentence: String) { self.sentence = sentence }

    package var description: String { sentence }
}

extension HostAddress {
    /// As it is stored.
    static func text(of given: String) throws(InvalidValue) -> String {
        do { return try HostAddress(parsing: given).text } catch { throw InvalidValue(error.sentence) }
    }
}
