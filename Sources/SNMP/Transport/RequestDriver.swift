/// Who asks devices requests and makes something of the replies, on the thread of ``Transport``.
///
/// Others hand it over to that thread and do not touch it again, but for what it says is theirs.
protocol RequestDriver: AnyObject, Sendable {
    /// Asks its first requests.
    func begin(on transport: Transport)
    /// The end of a request. The reply is valid during the call.
    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on transport: Transport)
    /// Those who wait for it have more room for what it finds.
    func resume(on transport: Transport)
    /// Gives up what it asks. May come before it begins.
    func cancel(on transport: Transport)
    /// Hands over what it has found meanwhile. Called at the end of a turn of the thread, if it asked for that.
    func handOver()
    /// The client is closed, and it has not begun.
    func close()
}
