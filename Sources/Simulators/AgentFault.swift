/// What agents in the field get wrong, by name.
package enum AgentFault: String, Sendable, CaseIterable {
    // On the network.
    /// Replies come from another address than the one asked.
    case foreignAddress = "foreign-address"
    /// Replies come from another port.
    case foreignPort = "foreign-port"
    /// Each reply comes three times.
    case duplicates
    /// Each reply comes when the next request is there.
    case oneBehind = "one-behind"

    // In the message.
    /// Replies carry another identifier.
    case wrongID = "wrong-id"
    /// Replies carry another community.
    case wrongCommunity = "wrong-community"
    /// Replies end in the middle.
    case truncated
    /// Replies are no SNMP at all.
    case garbage
    /// Replies have lengths in long form and bytes behind the message.
    case longLengths = "long-lengths"

    // In the operations.
    /// GETBULK is never answered.
    case silentBulk = "silent-bulk"
    /// A reply of more than 10 variable bindings is not sent.
    case silentWhenLarge = "silent-when-large"
    /// GETBULK is refused with `genErr`.
    case noBulk = "no-bulk"
    /// A reply of more than 10 variable bindings is refused with `tooBig`, instead of being cut.
    case tooBig = "too-big"
    /// Replies to GETBULK are cut after 7 variable bindings, in the middle of a row.
    case cutRows = "cut-rows"
    /// GET is answered for the first object only.
    case shortGet = "short-get"
    /// Replies to GET name other objects than the request.
    case wrongObjects = "wrong-objects"
    /// Errors carry an index beyond the request.
    case wrongErrorIndex = "wrong-error-index"
    /// v2c is answered with the errors of v1.
    case errorsOfV1 = "errors-of-v1"

    // In walks.
    /// After `ifDescr.5` comes `ifDescr.1`, for ever.
    case circle
    /// An instance follows itself.
    case standstill
    /// `ifDescr.4` comes before `ifDescr.3`.
    case disorder
    /// Nothing is sent for the end of the tree, not even an error.
    case emptyAtEnd = "empty-at-end"
    /// `ifDescr.9` and whatever follows it cannot be read: `genErr`.
    case brokenInside = "broken-inside"
    /// Every second port has no `ifAlias` and no `ifHCInOctets`.
    case gaps
}
