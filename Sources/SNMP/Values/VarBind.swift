/// A variable binding: an instance and its value (RFC 3416 §2.2).
public struct VarBind: Sendable, Hashable {
    /// The instance.
    public var oid: OID
    /// Its value; `null` in a request.
    public var value: SNMPValue

    /// A binding of `oid`, without a value unless one is given.
    public init(_ oid: OID, _ value: SNMPValue = .null) {
        self.oid = oid
        self.value = value
    }
}

extension VarBind: CustomStringConvertible {
    /// `sysName.0 = core-1`.
    public var description: String { "\(oid.name) = \(value)" }
}
