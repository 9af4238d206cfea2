internal import Monitoring
internal import Store
internal import Web

extension Query {
    mutating func cameraFilter() -> CameraFilter {
        var filter = CameraFilter()
        filter.status = choice("status")
        filter.tag = string("tag")
        filter.location = string("location")
        filter.text = string("q")
        if let (sort, isDescending) = sort(CameraSort.self) {
            filter.sort = sort
            filter.isDescending = isDescending
        }
        if let page = page() {
            filter.page = page.number
            filter.perPage = page.size
        }
        return filter
    }
}

extension CameraFilter {
    var pageRequested: Page? {
        guard let page, let perPage else { return nil }
        return Page(number: page, size: perPage)
    }

    /// What tells its answer from others'.
    var key: ListKey { ListKey(query: query, page: page, perPage: perPage) }

    /// As a query, without the page.
    var query: String {
        var query = QueryText()
        query.append("status", status?.rawValue)
        query.append("tag", tag)
        query.append("location", location)
        query.append("q", text)
        query.appendSort(sort, isDescending: isDescending)
        return query.text
    }
}
