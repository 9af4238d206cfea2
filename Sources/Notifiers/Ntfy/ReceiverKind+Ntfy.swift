extension ReceiverKind {
    package static let ntfy = ReceiverKind(
        "ntfy", title: "ntfy", summary: "Pushes to telephones and browsers by ntfy.sh or an ntfy server of your own.",
        fields: [.ntfyServer, .ntfyTopic, .ntfyToken, .ntfyUser, .ntfyPassword], posts: NtfyService.self)
}

extension ReceiverField {
    static let ntfyServer = ReceiverField(
        "server", "Server", .url, isDestination: true, fallback: "https://ntfy.sh",
        "The server alone, without the topic.")

    /// Whoever knows it can read what is sent there, unless the server keeps accounts.
    static let ntfyTopic = ReceiverField(
        "topic", "Topic",
        .secret(pattern: "^[-_A-Za-z0-9]{1,64}$", expectation: "Must be 1 to 64 letters, digits, - and _"),
        isRequired: true, "What is subscribed to. On a public server, choose one that nobody can guess.")

    static let ntfyToken = ReceiverField(
        "token", "Access token",
        .secret(
            pattern: "^[-_A-Za-z0-9]{8,256}$",
            expectation: "Must be a token such as tk_…, of letters, digits, - and _"),
        "If the topic is protected: a token of an account that may write to it.")

    static let ntfyUser = ReceiverField(
        "username", "User",
        .text(
            pattern: "^[!-9;-~]{1,100}$",
            expectation: "Must be 1 to 100 characters of ASCII without spaces and colons"),
        "Instead of a token: the account's name.")

    static let ntfyPassword = ReceiverField(
        "password", "Password",
        .secret(
            pattern: #"^[^\x00-\x1F\x7F]{1,256}$"#,
            expectation: "Must be 1 to 256 characters without control characters"),
        "Instead of a token: the account's password.")
}
