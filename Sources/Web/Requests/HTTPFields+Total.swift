package import HTTPTypes

extension HTTPFields {
    /// What the headers say of a list: how many there are in all, and where the other pages are.
    package static func total(_ total: Int, page: Page?, path: String, query: String) -> HTTPFields {
        var headers: HTTPFields = [.totalCount: String(total)]
        headers[.link] = page?.link(path: path, query: query, total: total)
        return headers
    }
}

extension HTTPField.Name {
    package static let totalCount = named("X-Total-Count")
    package static let link = named("Link")
}
