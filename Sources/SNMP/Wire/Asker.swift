/// Who asks devices questions and makes something of the replies, on the thread of ``Wire``.
///
/// Others hand it over to that thread and do not touch it again, but for what it says is theirs.
protocol Asker: AnyObject, Sendable {
    /// Asks its first questions.
    func begin(on wire: Wire)
    /// The end of a question. The reply is valid during the call.
    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on wire: Wire)
    /// Those who wait for it have more room for what it finds.
    func resume(on wire: Wire)
    /// Gives up what it asks. May come before it begins.
    func cancel(on wire: Wire)
    /// Hands over what it has found meanwhile. Called at the end of a turn of the thread, if it asked for that.
    func handOver()
    /// The client is closed, and it has not begun.
    func close()
}
