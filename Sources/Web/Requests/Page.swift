/// One page of a list that is sent as a plain array: the total and the neighbours are in the headers.
package struct Page: Equatable {
    /// From 1.
    package var number: Int
    package var size: Int

    package init(number: Int, size: Int) {
        self.number = number
        self.size = size
    }

    package static let numbers = 1...Int(Int32.max)

    /// How many pages hold `total` rows; none for none.
    package static func count(of total: Int, size: Int) -> Int { (total + size - 1) / size }

    /// `Link` (RFC 8288) with the first, previous, next and last page as references relative to the host, so that
    /// they hold behind any proxy.
    ///
    /// - Parameter query: The filters, percent-encoded, without `page` and `per_page`.
    package func link(path: String, query: String, total: Int) -> String {
        let last = max(Self.count(of: total, size: size), 1)
        var neighbours = [("first", 1)]
        if number > 1 { neighbours.append(("prev", min(number - 1, last))) }
        if number < last { neighbours.append(("next", number + 1)) }
        neighbours.append(("last", last))
        let prefix = query.isEmpty ? "?" : "?\(query)&"
        return neighbours.map { "<\(path)\(prefix)per_page=\(size)&page=\($1)>; rel=\"\($0)\"" }
            .joined(separator: ", ")
    }
}
