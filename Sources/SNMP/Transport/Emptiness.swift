/// What may be found empty: subtrees as somebody sees them.
struct Emptiness: Hashable {
    let credentials: Credentials
    let roots: [OID]
}
