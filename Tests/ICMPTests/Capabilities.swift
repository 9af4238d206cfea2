import Foundation
import Glibc

/// What the calling thread may do beyond an ordinary user.
enum Capabilities {
    /// Gives up everything (capset(2)), for this thread and those that it starts.
    static func drop() throws {
        typealias Set = @convention(c) (UnsafePointer<UInt32>, UnsafePointer<UInt32>) -> CInt
        guard let symbol = dlsym(nil, "capset") else { throw POSIXError(.ENOSYS) }
        // The version of the interface and 0 for the calling thread; then three sets of twice 32 bits.
        let (header, sets): ([UInt32], [UInt32]) = ([0x2008_0522, 0], [0, 0, 0, 0, 0, 0])
        guard unsafeBitCast(symbol, to: Set.self)(header, sets) == 0 else { throw POSIXError(.EPERM) }
    }
}
