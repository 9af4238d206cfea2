extension ReceiverKind {
    /// All that there are, in the order in which people are shown them.
    package static let all: [ReceiverKind] = [
        .email,
        .slack,
        .webhook,
        .ntfy,
        .telegram,
        .teams,
    ]
}
