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
    /// Ahead of each reply comes a copy of the one before it.
    case stale

    // In the message.
    /// Replies carry another identifier.
    case wrongID = "wrong-id"
    /// Replies carry another community.
    case wrongCommunity = "wrong-community"
    /// Replies end in the middle.
    case truncated
    /// Replies are no SNMP at all.
    case garbage
    /// All lengths of replies are in long form.
    case longLengths = "long-lengths"
    /// Bytes follow the message.
    case trailingBytes = "trailing-bytes"
    /// The first value claims to be 2⁶⁴−1 bytes long.
    case lengthBomb = "length-bomb"
    /// Messages have a length of indefinite form.
    case indefiniteLength = "indefinite-length"
    /// Identifiers have an octet 0x80 ahead of their last arc.
    case paddedIdentifiers = "padded-identifiers"
    /// Counters, gauges and ticks lack the zero ahead of a first bit that is set, and look negative.
    case bareUnsigned = "bare-unsigned"
    /// Counters, gauges and ticks have nine bytes, integers eight.
    case paddedNumbers = "padded-numbers"
    /// Values have no bytes.
    case emptyValues = "empty-values"
    /// Values are `NULL`.
    case nullValues = "null-values"

    // In the operations.
    /// GETBULK is never answered.
    case silentBulk = "silent-bulk"
    /// GETBULK of `ifXTable` is never answered.
    case silentBulkInside = "silent-bulk-inside"
    /// GETBULK is refused with `genErr`.
    case noBulk = "no-bulk"
    /// GETBULK of `ifXTable` is refused with `genErr`.
    case noBulkInside = "no-bulk-inside"
    /// GETBULK gives one repetition, whatever is asked for.
    case singleBulk = "single-bulk"
    /// A reply of more than 10 variable bindings is not sent.
    case silentWhenLarge = "silent-when-large"
    /// A request for more than 10 objects is not answered.
    case silentWhenAskedMuch = "silent-when-asked-much"
    /// A reply of more than 10 variable bindings is refused with `tooBig` and nothing else, instead of being cut.
    case tooBig = "too-big"
    /// The same, with the variable bindings of the request.
    case tooBigWithList = "too-big-with-list"
    /// Replies to GETBULK are cut after 7 variable bindings, in the middle of a row.
    case cutRows = "cut-rows"
    /// A reply of n variable bindings takes 5 ms and n² times 0.02 ms: it is fastest at 16.
    case slowWhenLarge = "slow-when-large"
    /// GET is answered for the first object only.
    case shortGet = "short-get"
    /// GET is answered with one object too many.
    case longGet = "long-get"
    /// Replies to GET name other objects than the request.
    case wrongObjects = "wrong-objects"
    /// Errors carry an index beyond the request.
    case wrongErrorIndex = "wrong-error-index"
    /// v2c is answered with the errors of v1.
    case errorsOfV1 = "errors-of-v1"
    /// Replies hold no variable bindings, and no error.
    case emptyReplies = "empty-replies"

    // In walks.
    /// After `ifDescr.5` comes `ifDescr.1`, for ever.
    case circle
    /// An instance follows itself.
    case standstill
    /// `ifDescr.4` comes before `ifDescr.3`.
    case disorder
    /// Behind the last port's `ifDescr` come those of ports that are not there, for ever.
    case endless
    /// After the last object of all comes the first.
    case rollsOver = "rolls-over"
    /// Nothing is sent for the end of the tree, not even an error.
    case emptyAtEnd = "empty-at-end"
    /// The end of the tree is told under the name `0.0`.
    case wrongEnd = "wrong-end"
    /// Replies go on with `endOfMibView` until they are full.
    case repeatedEnd = "repeated-end"
    /// The end of the tree is a `genErr`.
    case errorAtEnd = "error-at-end"
    /// Nothing is answered at the end of the tree.
    case silentAtEnd = "silent-at-end"
    /// `endOfMibView` follows the last `ifDescr`, although much more is there.
    case earlyEnd = "early-end"
    /// `ifDescr.9` and whatever follows it cannot be read: `genErr`.
    case brokenInside = "broken-inside"
    /// Every second port has no `ifAlias` and no `ifHCInOctets`.
    case gaps
    /// `ifIndex` is not accessible: GET and GETNEXT that come to it are refused with `noAccess`.
    case inaccessibleIndex = "inaccessible-index"
    /// The first 20 requests see five ports only.
    case warming

    // In the engine of SNMPv3.
    /// The engine has the identifier of all others that have this fault.
    case sharedEngine = "shared-engine"
    /// The engine has another identifier after each restart.
    case newEngine = "new-engine"
    /// The engine has started as often as it can: 2³¹−1 times, and no message is timely any more.
    case exhaustedBoots = "exhausted-boots"
    /// Reports carry the request identifier 2147483647.
    case wrongReportID = "wrong-report-id"
    /// Nobody but users of SNMPv3 is answered.
    case noCommunity = "no-community"
}
