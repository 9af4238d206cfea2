internal import Monitoring
internal import Store
internal import Web

extension Query {
    mutating func deviceFilter() -> DeviceFilter {
        var filter = DeviceFilter()
        filter.status = choice("status")
        filter.deviceType = string("device_type")
        filter.vendor = string("vendor")
        filter.tag = string("tag")
        filter.text = string("q")
        if let (sort, isDescending) = sort(DeviceSort.self) {
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

extension DeviceFilter {
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
        query.append("device_type", deviceType)
        query.append("vendor", vendor)
        query.append("tag", tag)
        query.append("q", text)
        query.appendSort(sort, isDescending: isDescending)
        return query.text
    }
}
