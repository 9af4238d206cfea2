internal import Web

extension OperationParameter {
    static func paging(defaultSize: Int = 50, largest: Int) -> [OperationParameter] {
        [
            .query("page", .integer(in: Page.numbers), "The page, from 1"),
            .query(
                "per_page", .integer(in: Page.numbers),
                "Rows a page; \(defaultSize) if it is not given, and never more than \(largest)"),
        ]
    }

    static func sort<Sort: RawRepresentable<String> & CaseIterable>(_ type: Sort.Type) -> OperationParameter {
        let names = type.allCases.map(\.rawValue)
        return .query(
            "sort", .string(oneOf: names.flatMap { [$0, "-" + $0] }), "The order; a - before the field reverses it")
    }
}
