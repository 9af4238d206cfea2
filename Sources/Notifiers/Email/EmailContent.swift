/// What an email says, before it is addressed.
struct EmailContent: Sendable, Equatable {
    var subject: String
    var text: String
    var html: String
}
