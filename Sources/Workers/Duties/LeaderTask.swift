package import Store

/// Something that only one process does at a time, over and over.
package protocol LeaderTask: Sendable {
    /// What failed when it throws: the beginning of a sentence that ends “it will be tried again”.
    var trouble: String { get }
    /// Between the end of one time and the next.
    var pause: Duration { get }

    /// Does it once. A wall clock may have been set since the last time.
    func perform(under lease: Lease) async throws
}
