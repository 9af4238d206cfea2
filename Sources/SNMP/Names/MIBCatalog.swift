import NIOConcurrencyHelpers

/// The objects of all modules, by name and by identifier.
///
/// It is made when a name is first asked for, which takes a few milliseconds; what an object's values mean is read when
/// that is asked.
final class MIBCatalog: Sendable {
    static let known = MIBCatalog(MIBModule.all)

    let objects: [MIBObject]
    private let byName: [Substring: Int]
    /// Objects whose name another module used before.
    private let namesakes: [Substring: [Int]]
    private let byOID: [OID: Int]
    private let syntaxes = NIOLockedValueBox<[OID: ObjectSyntax?]>([:])

    init(_ modules: [MIBModule]) {
        var objects: [MIBObject] = []
        var byName: [Substring: Int] = [:]
        var namesakes: [Substring: [Int]] = [:]
        var byOID: [OID: Int] = [:]
        let count = modules.map { $0.text.utf8.lazy.filter { $0 == Mark.lineEnd }.count + 1 }.reduce(0, +)
        objects.reserveCapacity(count)
        byName.reserveCapacity(count)
        byOID.reserveCapacity(count)
        for module in modules {
            /// The objects of this module, whose names come first in it.
            let first = objects.count
            for line in module.text.utf8.split(separator: Mark.lineEnd) {
                guard let nameEnd = line.firstIndex(of: Mark.space) else { continue }
                let rest = line[line.index(after: nameEnd)...]
                let placeEnd = rest.firstIndex(of: Mark.space) ?? rest.endIndex
                let name = Substring(line[..<nameEnd])
                let place = rest[..<placeEnd]
                let parentName = Substring(place[..<(place.firstIndex(of: Mark.point) ?? place.endIndex)])
                let parent = namesakes[parentName]?.last { $0 >= first } ?? byName[parentName]
                guard let oid = Self.oid(place, below: parent.map { objects[$0].oid }) else { continue }
                if byName[name] == nil {
                    byName[name] = objects.count
                } else {
                    namesakes[name, default: []].append(objects.count)
                }
                if byOID[oid] == nil { byOID[oid] = objects.count }
                let definition = placeEnd == rest.endIndex ? "" : Substring(rest[rest.index(after: placeEnd)...])
                objects.append(MIBObject(name: name, module: module.name, oid: oid, definition: definition))
            }
        }
        self.objects = objects
        self.byName = byName
        self.namesakes = namesakes
        self.byOID = byOID
    }

    private enum Mark {
        static let lineEnd = UInt8(ascii: "\n")
        static let space = UInt8(ascii: " ")
        static let point = UInt8(ascii: ".")
    }

    /// `PARENT.1.3`, or arcs alone. `nil` for text that is no place, which the modules do not have.
    private static func oid(_ place: Substring.UTF8View, below parent: OID?) -> OID? {
        var arcs: [UInt32] = []
        var arc: UInt32?
        var isName = parent != nil
        for byte in place {
            if byte == Mark.point {
                if !isName { arcs.append(arc ?? 0) }
                (isName, arc) = (false, nil)
            } else if !isName {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                arc = (arc ?? 0) &* 10 &+ UInt32(byte - 0x30)
            }
        }
        if let arc { arcs.append(arc) }
        return parent.map { $0.appending(contentsOf: arcs) } ?? OID(arcs: arcs)
    }

    func object(named text: some StringProtocol) -> MIBObject? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: true)
        guard let name = parts.last, let first = byName[Substring(name)] else { return nil }
        guard parts.count == 2, objects[first].module != parts[0] else { return objects[first] }
        let other = namesakes[Substring(name)]?.first { objects[$0].module == parts[0] }
        return objects[other ?? first]
    }

    /// Whether the object's name alone means another one.
    func needsModule(_ object: MIBObject) -> Bool {
        byName[object.nameText].map { objects[$0] != object } ?? false
    }

    func object(at oid: OID) -> MIBObject? {
        byOID[oid].map { objects[$0] }
    }

    /// The row that has a column there.
    func row(above oid: OID) -> MIBObject? {
        let arcs = oid.arcs
        guard let parent = OID(arcs: arcs.dropLast()), let row = object(at: parent), row.isRow else { return nil }
        return row
    }

    func nearest(to oid: OID) -> MIBObject? {
        oid.withBytes { bytes in
            var end = bytes.count
            while end > 0 {
                if let found = byOID[OID(wellFormed: UnsafeRawBufferPointer(rebasing: bytes[..<end]))] {
                    return objects[found]
                }
                end -= 1
                while end > 0, bytes[end - 1] & 0x80 != 0 { end -= 1 }
            }
            return nil
        }
    }

    /// Read once for each object.
    func syntax(of object: MIBObject, _ read: () -> ObjectSyntax?) -> ObjectSyntax? {
        if let known = syntaxes.withLockedValue({ $0[object.oid] }) { return known }
        let syntax = read()
        syntaxes.withLockedValue { $0[object.oid] = syntax }
        return syntax
    }
}
