/// A header that an answer carries.
package struct OperationHeader: Sendable {
    package var name: String
    package var schema: Schema
    package var summary: String

    static func location(_ summary: String) -> OperationHeader {
        OperationHeader(name: "Location", schema: .text, summary: summary)
    }

    /// Of a list that may be paged.
    static let paging = [
        OperationHeader(name: "X-Total-Count", schema: .integer(in: 0...Int.max), summary: "How many there are in all"),
        OperationHeader(
            name: "Link", schema: .text, summary: "The first, previous, next and last page, where pages were asked for"),
    ]
}
