/// The variable bindings, written where they are sent from.
extension AgentTree {
    /// Writes the variable binding at `position` and says where it ends. There is room for the entry's `bound` and 32 bytes
    /// more, which may be overwritten.
    @inline(__always)
    func write(
        _ position: Int, of device: borrowing AgentDevice, to out: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        let entry = entries + position
        let size = entry.pointee.size
        Self.copy(bytes + entry.pointee.start, size, to: out)
        guard entry.pointee.kind != .constant else { return out + size }
        let end = writeValue(entry, of: device, to: out + size)
        let contents = end - out - 2
        guard contents >= 0x80 else {
            out[1] = UInt8(truncatingIfNeeded: contents)
            return end
        }
        return Self.lengthen(out, contents)
    }

    @inline(__always)
    private static func copy(_ source: UnsafePointer<UInt8>, _ count: Int, to out: UnsafeMutablePointer<UInt8>) {
        guard count <= 32 else {
            out.update(from: source, count: count)
            return
        }
        let halves = UnsafeRawPointer(source).loadUnaligned(as: SIMD32<UInt8>.self)
        UnsafeMutableRawPointer(out).storeBytes(of: halves, as: SIMD32<UInt8>.self)
    }

    /// Makes room in the header at `out` for the length of what follows it.
    private static func lengthen(
        _ out: UnsafeMutablePointer<UInt8>, _ contents: Int
    ) -> UnsafeMutablePointer<UInt8> {
        let more = contents > 0xFF ? 2 : 1
        (out + 2 + more).update(from: out + 2, count: contents)
        out[1] = 0x80 | UInt8(more)
        if more == 2 { out[2] = UInt8(truncatingIfNeeded: contents >> 8) }
        out[1 + more] = UInt8(truncatingIfNeeded: contents)
        return out + 2 + more + contents
    }

    @inline(__always)
    private func writeValue(
        _ entry: UnsafeMutablePointer<Entry>, of device: borrowing AgentDevice, to out: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        if entry.pointee.kind == .text { return writeText(entry, of: device, to: out) }
        let number = number(entry, of: device)
        let tag = entry.pointee.tag
        if tag == BER.integer, Int64(bitPattern: number) < 0 {
            let element = BER.signed(Int64(bitPattern: number))
            out.update(from: element, count: element.count)
            return out + element.count
        }
        return Self.write(tag, number, to: out)
    }

    /// As ``BER/unsigned(_:_:)``, with eight bytes in one store.
    @inline(__always)
    private static func write(
        _ tag: UInt8, _ number: UInt64, to out: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var count = (64 - number.leadingZeroBitCount) / 8 + 1
        out[0] = tag
        out[1] = UInt8(truncatingIfNeeded: count)
        var start = out + 2
        if count == 9 {
            start[0] = 0
            start += 1
            count = 8
        }
        let shifted = number << UInt64(64 - 8 * count)
        UnsafeMutableRawPointer(start).storeBytes(of: shifted.bigEndian, as: UInt64.self)
        return start + count
    }

    @inline(__always)
    private func number(_ entry: UnsafeMutablePointer<Entry>, of device: borrowing AgentDevice) -> UInt64 {
        let number: UInt64
        switch entry.pointee.kind {
        case .counting:
            let rate = device.rate(
                low: entry.pointee.low, span: entry.pointee.span, seed: entry.pointee.seed, port: entry.pointee.port)
            let total = device.total(at: rate)
            number = (entry.pointee.divisor == 1 ? total : total / entry.pointee.divisor) &+ entry.pointee.base
        case .moving:
            let span = entry.pointee.span
            guard span > 0 else { return entry.pointee.low }
            let place =
                (UInt64(AgentDevice.mix(device.address, entry.pointee.seed)) &+ device.seconds &* entry.pointee.divisor)
                % (2 &* span)
            return entry.pointee.low &+ (place < span ? place : 2 &* span &- place)
        case .drawn:
            return device.rate(
                low: entry.pointee.low, span: entry.pointee.span, seed: entry.pointee.seed, port: 0)
        case .upTime: number = device.upTime
        case .engineTime: number = device.upTime / 100 & 0x7FFF_FFFF
        case .engineBoots: number = UInt64(device.boots)
        case .operStatus: number = device.isUp(entry.pointee.port) ? 1 : 2
        case .constant, .text: number = 0
        }
        return entry.pointee.tag == BER.counter64 ? number : number & 0xFFFF_FFFF
    }

    private func writeText(
        _ entry: UnsafeMutablePointer<Entry>, of device: borrowing AgentDevice, to out: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var end = out + 2
        for index in entry.pointee.firstPart..<entry.pointee.endOfParts {
            let part = parts[index]
            switch part.kind {
            case .literal:
                end.update(from: bytes + part.start, count: part.size)
                end += part.size
            case .dotted: end = Self.writeAddress(device.address, separator: UInt8(ascii: "."), to: end)
            case .dashed: end = Self.writeAddress(device.address, separator: UInt8(ascii: "-"), to: end)
            case .raw:
                UnsafeMutableRawPointer(end).storeBytes(of: device.address.bigEndian, as: UInt32.self)
                end += 4
            }
        }
        out[0] = BER.octetString
        let contents = end - out - 2
        guard contents >= 0x80 else {
            out[1] = UInt8(truncatingIfNeeded: contents)
            return end
        }
        return Self.lengthen(out, contents)
    }

    private static func writeAddress(
        _ address: UInt32, separator: UInt8, to out: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var end = out
        for shift: UInt32 in [24, 16, 8, 0] {
            if shift < 24 {
                end[0] = separator
                end += 1
            }
            let octet = UInt8(truncatingIfNeeded: address >> shift)
            if octet >= 100 {
                end[0] = 0x30 + octet / 100
                end += 1
            }
            if octet >= 10 {
                end[0] = 0x30 + octet / 10 % 10
                end += 1
            }
            end[0] = 0x30 + octet % 10
            end += 1
        }
        return end
    }

    /// The value at `position`, as an element.
    func value(at position: Int, of device: AgentDevice) -> [UInt8] {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: entries[position].bound + 64) { memory in
            guard let start = memory.baseAddress else { return [] }
            let end = write(position, of: device, to: start)
            var whole = BERCursor(start: start, end: end)
            guard var inside = whole.next()?.inside, inside.next() != nil else { return [] }
            return [UInt8](UnsafeBufferPointer(start: inside.start, count: inside.remaining))
        }
    }
}
