internal import Monitoring
internal import Store
internal import Web

extension Query {
    mutating func alertFilter() -> AlertFilter {
        var filter = AlertFilter()
        filter.severity = choice("severity")
        filter.isAcknowledged = boolean("acknowledged")
        filter.status = choice("status")
        filter.deviceID = id("device_id")
        filter.cameraID = id("camera_id")
        filter.since = timestamp("since")
        filter.until = timestamp("until")
        if let page = page(defaultSize: filter.perPage, largest: AlertFilter.largestPage) {
            filter.page = page.number
            filter.perPage = page.size
        }
        return filter
    }
}

extension AlertFilter {
    static let largestPage = 200
}
