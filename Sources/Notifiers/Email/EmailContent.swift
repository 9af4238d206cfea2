/// What an email says, before it is addressed.
struct EmailContent: Sendable, Equatable {
    var subject: String
    var text: String
    var html: String

    static let repeatNote = "This message may repeat an earlier one: Lapwing did not learn whether that one arrived."
}
