extension ReceiverKind {
    package static let webhook = ReceiverKind(
        "webhook", title: "Webhook", summary: "Posts JSON to a program of yours, signed if you give a secret.",
        fields: [.webhookURL, .webhookSecret, .webhookHeaders, .webhookMethod], posts: WebhookService.self)
}

extension ReceiverField {
    static let webhookURL = ReceiverField(
        "url", "URL", .url, isRequired: true, isSecret: true, isDestination: true,
        "Where messages are posted to.")

    static let webhookSecret = ReceiverField(
        "secret", "Secret",
        .secret(pattern: #"^[!-~]{16,256}$"#, expectation: "Must be 16 to 256 characters of ASCII without spaces"),
        "Signs each message in the header `Lapwing-Signature`, so that your program can tell who sent it.")

    static let webhookHeaders = ReceiverField(
        "headers", "Headers",
        .list(
            pattern: #"^[-!#$%&'*+.^_`|~0-9A-Za-z]{1,100}:[ \t]*[!-~](?:[ -~]{0,1998}[!-~])?[ \t]*$"#, most: 20,
            expectation: "Must be lines such as Authorization: Bearer abc"), isSecret: true,
        "More headers, one on a line, such as `Authorization: Bearer …`.")

    static let webhookMethod = ReceiverField(
        "method", "Method", .choice(Post.Method.allCases.map(\.rawValue)), fallback: Post.Method.post.rawValue,
        "How messages are sent.")
}
