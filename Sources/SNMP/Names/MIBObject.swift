/// An object of a MIB module: its name, where it is, and what its values mean (RFC 2578 §7).
public struct MIBObject: Sendable, Hashable {
    /// Its descriptor: `ifOperStatus`.
    public var name: String { String(nameText) }
    let nameText: Substring
    /// The module that defines it: `IF-MIB`.
    public let module: String
    /// Its identifier. An instance lies below it: `ifOperStatus.3`, `sysName.0`.
    public let oid: OID
    /// The rest of its line in ``MIBModule``.
    private let definition: Substring

    init(name: Substring, module: String, oid: OID, definition: Substring) {
        nameText = name
        self.module = module
        self.oid = oid
        self.definition = definition
    }

    /// The object of that name, if it is one of those known here. Names that several modules use mean the first of them
    /// unless the module stands in front: `upsIdent`, `PowerNet-MIB::upsIdent`.
    public init?(named name: String) {
        guard let object = MIBCatalog.known.object(named: name) else { return nil }
        self = object
    }

    /// The known object that `oid` is, is an instance of, or lies below most closely.
    public init?(nearest oid: OID) {
        guard let object = MIBCatalog.known.nearest(to: oid) else { return nil }
        self = object
    }

    /// All objects known here, module by module.
    public static var all: [MIBObject] { MIBCatalog.known.objects }

    /// What its values are; `nil` if it has none: a group, a table, a row, a trap.
    public var syntax: ObjectSyntax? {
        guard !definition.isEmpty, !isRow, !isNotification else { return nil }
        return MIBCatalog.known.syntax(of: self) { ObjectSyntax(definition) }
    }

    /// Whether it is a row of a table (a conceptual row, RFC 2578 §7.1.12).
    public var isRow: Bool { definition.hasPrefix("[") }

    /// The table that it is a column of; `nil` if it is none.
    public var table: ConceptualTable? {
        guard !definition.isEmpty, !isNotification else { return nil }
        return ConceptualTable(containing: self)
    }

    /// Whether it has one value only, that of its instance `.0` (RFC 2578 §7).
    public var isScalar: Bool { isReadable && MIBCatalog.known.row(above: oid) == nil }

    /// Whether it is a trap (`NOTIFICATION-TYPE`).
    public var isNotification: Bool { definition == "NOTIFICATION" }

    /// Whether an agent gives its value. The others serve as an index alone (`not-accessible`).
    public var isReadable: Bool { !definition.isEmpty && !isRow && !isNotification && !definition.hasPrefix("-") }

    /// The names of the objects that are the index of a row, and whether the length of the last is left out (`IMPLIED`).
    var index: (names: [Substring], isImplied: Bool) {
        guard isRow else { return ([], false) }
        let names = definition.dropFirst().prefix { $0 != "]" }.split(separator: " ")
        let isImplied = names.last?.first == "!"
        return (names.map { $0.first == "!" ? $0.dropFirst() : $0 }, isImplied)
    }

    /// Two are the same if they are at the same place.
    public static func == (left: MIBObject, right: MIBObject) -> Bool { left.oid == right.oid }

    /// Hashes where it is.
    public func hash(into hasher: inout Hasher) { hasher.combine(oid) }
}

extension MIBObject: CustomStringConvertible {
    /// With its module: `IF-MIB::ifOperStatus`.
    public var description: String { "\(module)::\(nameText)" }
}

extension OID {
    /// The nearest known object that it is or lies below, and the arcs behind that: the index of the instance.
    public var object: (object: MIBObject, index: RowIndex)? {
        MIBObject(nearest: self).map { ($0, index(below: $0.oid) ?? []) }
    }

    /// What to ask for to have the value: `sysName.0` for the scalar `sysName`, else itself. An instance stays as it is, and so
    /// does what is not known here.
    public var instance: OID {
        MIBCatalog.known.object(at: self)?.isScalar == true ? scalar : self
    }
}
