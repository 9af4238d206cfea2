extension ReceiverKind {
    package static let teams = ReceiverKind(
        "teams", title: "Microsoft Teams", summary: "Posts to a channel or a chat of Microsoft Teams by a workflow.",
        fields: [.teamsWebhook], posts: TeamsService.self)
}

extension ReceiverField {
    static let teamsWebhook = ReceiverField(
        "url", "Workflow URL", .url, isRequired: true, isSecret: true, isDestination: true,
        "The address that the workflow shows when it is saved; it ends in `sig=…`.")
}
