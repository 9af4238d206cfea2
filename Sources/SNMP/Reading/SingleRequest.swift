/// One request of a task that waits for its reply, whatever the reply says.
///
/// `@unchecked Sendable`: the caller sets it up and hands it over; from then on the transport's thread alone touches it.
final class SingleRequest: RequestDriver, @unchecked Sendable {
    private let pdu: EncodedPDU
    private let destination: Destination
    private var continuation: UnsafeContinuation<Result<DecodedReply, SNMPError>, Never>?
    private var request: PendingRequest?
    private var isCancelled = false

    init(_ request: Request, of destination: Destination) {
        pdu = EncodedPDU(request)
        self.destination = destination
    }

    /// Before it is handed over.
    func wait(_ continuation: UnsafeContinuation<Result<DecodedReply, SNMPError>, Never>) {
        self.continuation = continuation
    }

    private var target: SNMPTarget { destination.target }

    func begin(on transport: Transport) {
        guard !isCancelled else { return finish(.failure(.cancelled(target))) }
        let request = PendingRequest(pdu, of: destination, at: transport.device(at: destination.endpoint), by: self)
        self.request = request
        transport.ask(request)
    }

    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on transport: Transport) {
        do throws(SNMPError) {
            let reply = try result.get()
            do throws(BERFault) {
                finish(.success(try DecodedReply(reply, expecting: pdu.expectedCount)))
            } catch {
                throw transport.malformed(target, error)
            }
        } catch {
            finish(.failure(error))
        }
    }

    func cancel(on transport: Transport) {
        isCancelled = true
        guard let request else { return }
        transport.withdraw(request)
        finish(.failure(.cancelled(target)))
    }

    func close() {
        finish(.failure(.closed(target)))
    }

    func resume(on transport: Transport) {}
    func handOver() {}

    private func finish(_ result: Result<DecodedReply, SNMPError>) {
        request = nil
        continuation.take()?.resume(returning: result)
    }
}
