/// One request of a task that waits for its reply, whatever the reply says.
///
/// `@unchecked Sendable`: the caller sets it up and hands it over; from then on the wire's thread alone touches it.
final class SingleRequest: Asker, @unchecked Sendable {
    private let pdu: EncodedPDU
    private let destination: Destination
    private var continuation: UnsafeContinuation<Result<DecodedReply, SNMPError>, Never>?
    private var question: Question?
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

    func begin(on wire: Wire) {
        guard !isCancelled else { return finish(.failure(.cancelled(target))) }
        let question = Question(pdu, of: destination, at: wire.device(at: destination.endpoint), by: self)
        self.question = question
        wire.ask(question)
    }

    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on wire: Wire) {
        do throws(SNMPError) {
            let reply = try result.get()
            do throws(BERFault) {
                finish(.success(try DecodedReply(reply, expecting: pdu.expectedCount)))
            } catch {
                throw wire.malformed(target, error)
            }
        } catch {
            finish(.failure(error))
        }
    }

    func cancel(on wire: Wire) {
        isCancelled = true
        guard let question else { return }
        wire.withdraw(question)
        finish(.failure(.cancelled(target)))
    }

    func close() {
        finish(.failure(.closed(target)))
    }

    func resume(on wire: Wire) {}
    func handOver() {}

    private func finish(_ result: Result<DecodedReply, SNMPError>) {
        question = nil
        continuation.take()?.resume(returning: result)
    }
}
