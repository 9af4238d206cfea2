internal import Sockets
internal import Web

/// Why a value a client sent is outside its domain, as a sentence the client may show.
package struct InvalidValue: Error, Equatable, CustomStringConvertible {
    package let sentence: String

    init(_ sentence: String) { self.sentence = sentence }

    package var description: String { sentence }
}

extension HostAddress {
    static let longestText = 253

    /// As it is stored.
    static func text(of given: String) throws(InvalidValue) -> String {
        do { return try HostAddress(parsing: given).text } catch { throw InvalidValue(error.sentence) }
    }
}

extension Pattern {
    /// What may be the text of a `HostAddress`: a name or an IPv4 address in ASCII, an IPv6 address, an international
    /// name. Whether it is one, the format tells.
    static let host =
        #"\#(hostName)\.?"#
        + #"|([1-9][0-9]?|1[0-9]{2}|2[01][0-9]|22[0-3]|24[0-9]|25[0-5])(\.(\#(octet))){3}\.?"#
        + #"|\[?[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f.]*){2,}(%[-0-9A-Za-z_.]{1,17})?\]?"#
        + "|\(internationalName)"

    static let hostName = #"([0-9A-Za-z_][-0-9A-Za-z_]{0,62}\.)*(\#(lastLabel))"#
    static let internationalName = "\(international)*\(beyondASCII)\(international)*"

    /// Blanks and characters of no width are all but ASCII's beyond it.
    static let invisible = #"[^\x00-\x1F!-\x9F\u2028\u2029]*"#

    /// `inner` with what `JSONBody.string` takes away around it, and within that what `HostAddress` does: what
    /// nobody sees.
    static func aroundHost(_ inner: String) -> String {
        "^[\(space)]*\(invisible)\(inner)\(invisible)[\(space)]*$"
    }

    /// Not a number, decimal or hexadecimal (RFC 1123 §2.1).
    private static let lastLabel =
        "[A-Za-z_][-0-9A-Za-z_]{0,62}|([1-9][0-9]*|0[0-9]+)[-A-Za-z_][-0-9A-Za-z_]*"
        + "|0[-A-WYZa-wyz_][-0-9A-Za-z_]*|0[xX][0-9A-Fa-f]*[-G-Zg-z_][-0-9A-Za-z_]*"
    private static let octet = "[1-9]?[0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]"

    private static let beyondASCII = #"[^\x00-\x9F\u2028\u2029]"#
    private static let international = #"[^\x00-,/:-@\[-^\x60{-\x9F\u2028\u2029]"#
}

extension Schema {
    /// What `JSONBody.address` takes.
    static let host = Schema.string(
        format: "host", pattern: Pattern.aroundHost("(\(Pattern.host))"),
        length: 1...HostAddress.longestText)
}
