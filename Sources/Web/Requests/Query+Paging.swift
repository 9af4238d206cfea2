internal import Monitoring

extension Query {
    /// `page` and `per_page` where at least one of them is given.
    package mutating func page(defaultSize: Int = 50, largest: Int = 1000) -> Page? {
        guard contains("page") || contains("per_page") else { return nil }
        let number = integer("page", in: Page.numbers) ?? 1
        let size = integer("per_page", in: Page.numbers) ?? defaultSize
        return Page(number: number, size: min(size, largest))
    }

    /// `sort=name` for ascending, `sort=-name` for descending order.
    package mutating func sort<Sort: RawRepresentable<String> & CaseIterable>(
        _ type: Sort.Type
    ) -> (sort: Sort, isDescending: Bool)? {
        guard let text = string("sort") else { return nil }
        let isDescending = text.utf8.first == UInt8(ascii: "-")
        guard let sort = Sort(untrusted: String(decoding: text.utf8.dropFirst(isDescending ? 1 : 0), as: UTF8.self))
        else {
            let choices = Sort.allCases.map(\.rawValue).joined(separator: ", ")
            reject("sort", "Must be one of \(choices), with a - before it for descending order")
            return nil
        }
        return (sort, isDescending)
    }
}

extension QueryText {
    package mutating func appendSort<Sort: RawRepresentable<String>>(_ sort: Sort, isDescending: Bool) {
        append("sort", (isDescending ? "-" : "") + sort.rawValue)
    }
}
