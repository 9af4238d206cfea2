/// The objects of all modules, by name and by identifier.
///
/// It is made when a name is first asked for, which takes a few milliseconds; what an object's values mean is read when
/// that is asked.
final class MIBCatalog: Sendable {
    static let known = MIBCatalog(MIBModule.all)

    let objects: [MIBObject]
    /// Several modules may use a name.
    private let byName: [String: [Int]]
    private let byOID: [OID: Int]

    init(_ modules: [MIBModule]) {
        var objects: [MIBObject] = []
        var byName: [String: [Int]] = [:]
        var byOID: [OID: Int] = [:]
        for module in modules {
            for line in module.text.split(separator: "\n") {
                let fields = line.split(separator: " ", maxSplits: 2)
                guard fields.count >= 2 else { continue }
                let name = String(fields[0])
                let place = fields[1].prefix { $0 != "." }
                let own = byName[String(place)]?.last { objects[$0].module == module.name }
                let parent = own ?? byName[String(place)]?.first
                guard let oid = Self.oid(fields[1], below: parent.map { objects[$0].oid }) else { continue }
                let definition = fields.count > 2 ? fields[2] : ""
                byName[name, default: []].append(objects.count)
                if byOID[oid] == nil { byOID[oid] = objects.count }
                objects.append(MIBObject(name: name, module: module.name, oid: oid, definition: definition))
            }
        }
        self.objects = objects
        self.byName = byName
        self.byOID = byOID
    }

    /// `nil` for text that is no place, which the modules do not have.
    private static func oid(_ place: Substring, below parent: OID?) -> OID? {
        guard let parent else { return OID(arcs: place.split(separator: ".").compactMap { UInt32($0) }) }
        return parent.appending(contentsOf: place.split(separator: ".").dropFirst().compactMap { UInt32($0) })
    }

    func object(named text: some StringProtocol) -> MIBObject? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: true)
        guard let name = parts.last, let found = byName[String(name)] else { return nil }
        let module = parts.count == 2 ? parts[0] : ""
        return found.first { objects[$0].module == module }.map { objects[$0] } ?? found.first.map { objects[$0] }
    }

    func object(at oid: OID) -> MIBObject? {
        byOID[oid].map { objects[$0] }
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
}
