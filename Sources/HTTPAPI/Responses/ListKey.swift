/// Which list was asked for. The query is percent-encoded, so that texts which Unicode calls equal, and the database
/// does not, are two keys.
struct ListKey: Hashable {
    var query: String
    /// From 1; `nil` for all.
    var page: Int?
    var perPage: Int?
}
