extension UInt8 {
    package var isDigit: Bool { (0x30...0x39).contains(self) }
    package var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
