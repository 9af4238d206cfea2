/// What agents in the field get wrong, by name; ``summary`` says what each is.
package enum AgentFault: String, Sendable, CaseIterable {
    // On the network.
    case foreignAddress = "foreign-address"
    case foreignPort = "foreign-port"
    case duplicates
    case oneBehind = "one-behind"
    case stale

    // In the message.
    case wrongID = "wrong-id"
    case wrongCommunity = "wrong-community"
    case truncated
    case garbage
    case longLengths = "long-lengths"
    case trailingBytes = "trailing-bytes"
    case lengthBomb = "length-bomb"
    case indefiniteLength = "indefinite-length"
    case paddedIdentifiers = "padded-identifiers"
    case bareUnsigned = "bare-unsigned"
    case paddedNumbers = "padded-numbers"
    case emptyValues = "empty-values"
    case nullValues = "null-values"

    // In the operations.
    case silentBulk = "silent-bulk"
    case silentBulkInside = "silent-bulk-inside"
    case noBulk = "no-bulk"
    case noBulkInside = "no-bulk-inside"
    case singleBulk = "single-bulk"
    case silentWhenLarge = "silent-when-large"
    case silentWhenAskedMuch = "silent-when-asked-much"
    case tooBig = "too-big"
    case tooBigWithList = "too-big-with-list"
    case cutRows = "cut-rows"
    case slowWhenLarge = "slow-when-large"
    case shortGet = "short-get"
    case longGet = "long-get"
    case wrongObjects = "wrong-objects"
    case wrongErrorIndex = "wrong-error-index"
    case errorsOfV1 = "errors-of-v1"
    case emptyReplies = "empty-replies"

    // In walks.
    case circle
    case standstill
    case disorder
    case endless
    case rollsOver = "rolls-over"
    case emptyAtEnd = "empty-at-end"
    case wrongEnd = "wrong-end"
    case repeatedEnd = "repeated-end"
    case errorAtEnd = "error-at-end"
    case silentAtEnd = "silent-at-end"
    case earlyEnd = "early-end"
    case brokenInside = "broken-inside"
    case gaps
    case inaccessibleIndex = "inaccessible-index"
    case warming

    // In the engine of SNMPv3.
    case sharedEngine = "shared-engine"
    case newEngine = "new-engine"
    case exhaustedBoots = "exhausted-boots"
    case wrongReportID = "wrong-report-id"
    case noCommunity = "no-community"
}

extension AgentFault {
    /// What it is, in a few words.
    package var summary: String {
        switch self {
        case .foreignAddress: "Replies come from another address than the one asked"
        case .foreignPort: "Replies come from another port"
        case .duplicates: "Each reply comes three times"
        case .oneBehind: "Each reply comes when the next request is there"
        case .stale: "Ahead of each reply comes a copy of the one before it"
        case .wrongID: "Replies carry another identifier"
        case .wrongCommunity: "Replies carry another community"
        case .truncated: "Replies end in the middle"
        case .garbage: "Replies are no SNMP at all"
        case .longLengths: "All lengths of replies are in long form"
        case .trailingBytes: "Bytes follow the message"
        case .lengthBomb: "The first value claims to be 2⁶⁴−1 bytes long"
        case .indefiniteLength: "Messages have a length of indefinite form"
        case .paddedIdentifiers: "Identifiers have an octet 0x80 ahead of their last arc"
        case .bareUnsigned:
            "Counters, gauges and ticks lack the zero ahead of a first bit that is set, and look negative"
        case .paddedNumbers: "Counters, gauges and ticks have nine bytes, integers eight"
        case .emptyValues: "Values have no bytes"
        case .nullValues: "Values are NULL"
        case .silentBulk: "GETBULK is never answered"
        case .silentBulkInside: "GETBULK of ifXTable is never answered"
        case .noBulk: "GETBULK is refused with genErr"
        case .noBulkInside: "GETBULK of ifXTable is refused with genErr"
        case .singleBulk: "GETBULK gives one repetition, whatever is asked for"
        case .silentWhenLarge: "A reply of more than 10 variable bindings is not sent"
        case .silentWhenAskedMuch: "A request for more than 10 objects is not answered"
        case .tooBig:
            "A reply of more than 10 variable bindings is refused with tooBig and nothing else, instead of being cut"
        case .tooBigWithList: "The same, with the variable bindings of the request"
        case .cutRows: "Replies to GETBULK are cut after 7 variable bindings, in the middle of a row"
        case .slowWhenLarge: "A reply of n variable bindings takes 5 ms and n² times 0.1 ms: rows come fastest at 7"
        case .shortGet: "GET is answered for the first object only"
        case .longGet: "GET is answered with one object too many"
        case .wrongObjects: "Replies to GET name other objects than the request"
        case .wrongErrorIndex: "Errors carry an index beyond the request"
        case .errorsOfV1: "v2c is answered with the errors of v1"
        case .emptyReplies: "Replies hold no variable bindings, and no error"
        case .circle: "After ifDescr.5 comes ifDescr.1, for ever"
        case .standstill: "An instance follows itself"
        case .disorder: "ifDescr.4 comes before ifDescr.3"
        case .endless: "Behind the last port's ifDescr come those of ports that are not there, for ever"
        case .rollsOver: "After the last object of all comes the first"
        case .emptyAtEnd: "Nothing is sent for the end of the tree, not even an error"
        case .wrongEnd: "The end of the tree is told under the name 0.0"
        case .repeatedEnd: "Replies go on with endOfMibView until they are full"
        case .errorAtEnd: "The end of the tree is a genErr"
        case .silentAtEnd: "Nothing is answered at the end of the tree"
        case .earlyEnd: "endOfMibView follows the last ifDescr, although much more is there"
        case .brokenInside: "ifDescr.9 and whatever follows it cannot be read: genErr"
        case .gaps: "Every second port has no ifAlias and no ifHCInOctets"
        case .inaccessibleIndex: "ifIndex is not accessible: GET and GETNEXT that come to it are refused with noAccess"
        case .warming: "The first 20 requests see five ports only"
        case .sharedEngine: "The engine has the identifier of all others that have this fault"
        case .newEngine: "The engine has another identifier after each restart"
        case .exhaustedBoots:
            "The engine has started as often as it can: 2³¹−1 times, and no message is timely any more"
        case .wrongReportID: "Reports carry the request identifier 2147483647"
        case .noCommunity: "Nobody but users of SNMPv3 is answered"
        }
    }
}
