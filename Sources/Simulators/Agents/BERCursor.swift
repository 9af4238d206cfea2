/// Reads elements where they lie. Lengths of up to four bytes are understood; nothing is read beyond the end.
struct BERCursor {
    private(set) var start: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>

    struct Element {
        let tag: UInt8
        let start: UnsafePointer<UInt8>
        let count: Int

        var inside: BERCursor { BERCursor(start: start, end: start + count) }
        var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
    }

    init(start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
        self.start = start
        self.end = end
    }

    var remaining: Int { end - start }
    var isAtEnd: Bool { start >= end }

    /// `nil` where the bytes end in the middle of it.
    @inline(__always)
    mutating func next() -> Element? {
        guard remaining >= 2 else { return nil }
        let tag = start[0]
        var count = Int(start[1])
        var contents = start + 2
        if count >= 0x80 {
            let octets = count & 0x7F
            guard (1...4).contains(octets), end - contents >= octets else { return nil }
            count = 0
            for _ in 0..<octets {
                count = count << 8 | Int(contents[0])
                contents += 1
            }
        }
        guard end - contents >= count else { return nil }
        start = contents + count
        return Element(tag: tag, start: contents, count: count)
    }

    @inline(__always)
    mutating func next(_ tag: UInt8) -> Element? {
        guard let element = next(), element.tag == tag else { return nil }
        return element
    }

    /// A number of at most five bytes, cut to 32 bits.
    @inline(__always)
    mutating func integer() -> Int32? {
        guard let element = next(BER.integer), (1...5).contains(element.count) else { return nil }
        var number = Int64(Int8(bitPattern: element.start[0]))
        for offset in 1..<max(1, element.count) { number = number << 8 | Int64(element.start[offset]) }
        return Int32(truncatingIfNeeded: number)
    }
}
