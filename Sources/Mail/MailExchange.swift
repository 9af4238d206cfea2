internal import CCurl
internal import Synchronization

/// What libcurl reads from and reports to during a transfer; used by its thread alone.
final class MailExchange {
    enum Interruption: Sendable {
        case cancelled, notConnected
        /// The server took too long for what the dialogue was at.
        case silent
    }

    private let content: [UInt8]
    private let limits: TransferLimits
    private let connectBy: ContinuousClock.Instant
    private let cancellation: Cancellation
    private var position = 0
    private var dialogue = SMTPDialogue()
    private var interruption: Interruption?
    private var isConnected = { false }
    /// libcurl has one limit for the connection and for all that is said before the message.
    private var liftConnectLimit = {}
    /// Since when the server is waited for; `nil` until there is a connection.
    private var waitsSince: ContinuousClock.Instant?
    private let errorText = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init(content: [UInt8], limits: TransferLimits, cancellation: Cancellation) {
        self.content = content
        self.limits = limits
        connectBy = .now + limits.connecting
        self.cancellation = cancellation
        errorText.initialize(repeating: 0)
    }

    deinit { errorText.deallocate() }

    func end(_ code: CURLcode) -> MailTransfer.End {
        let words = String(decoding: errorText.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        // Not every failure has words of its own.
        let reason = words.isEmpty ? String(cString: curl_easy_strerror(code)) : words
        let isLateConnection = code == CURLE_OPERATION_TIMEDOUT && waitsSince == nil
        return MailTransfer.End(
            code: code, reason: reason, dialogue: dialogue,
            interruption: isLateConnection
                ? .notConnected : code == CURLE_ABORTED_BY_CALLBACK ? interruption : nil)
    }

    /// The transfer must end before the exchange does.
    func attach(_ options: inout CurlOptions) {
        let (context, handle) = (Unmanaged.passUnretained(self).toOpaque(), options.handle)
        isConnected = { ccurl_get_offset(handle, CURLINFO_CONNECT_TIME_T) > 0 }
        let whole = limits.whole.milliseconds
        liftConnectLimit = { _ = ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, whole) }
        options.set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText.baseAddress))
        options.set(CURLOPT_READDATA, context)
        options.setRead { buffer, size, count, context in
            guard let buffer, let exchange = MailExchange.from(context) else { return Int(CURL_READFUNC_ABORT) }
            return exchange.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
        }
        options.set(CURLOPT_NOPROGRESS, 0)
        options.set(CURLOPT_XFERINFODATA, context)
        options.setProgress { context, _, _, _, _ in MailExchange.from(context)?.goesOn() == false ? 1 : 0 }
        options.set(CURLOPT_VERBOSE, 1)
        options.set(CURLOPT_DEBUGDATA, context)
        options.setDebug { _, kind, text, count, context in
            guard let text, let exchange = MailExchange.from(context) else { return 0 }
            exchange.heard(kind, UnsafeRawBufferPointer(start: text, count: count))
            return 0
        }
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> MailExchange? {
        context.map { Unmanaged<MailExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, content.count - position)
        buffer.copyBytes(from: content[position..<position + count])
        position += count
        waitsSince = .now
        return count
    }

    private func heard(_ kind: curl_infotype, _ bytes: UnsafeRawBufferPointer) {
        switch kind {
        case CURLINFO_HEADER_OUT:
            dialogue.sent(bytes)
            waitsSince = .now
        case CURLINFO_HEADER_IN:
            let step = dialogue.step
            dialogue.received(bytes)
            // A server that says the same for ever is waited for as one that says nothing.
            if dialogue.step != step { waitsSince = .now }
        case CURLINFO_TEXT: noteConnection()
        default: break
        }
    }

    private func noteConnection() {
        guard waitsSince == nil, isConnected() else { return }
        waitsSince = .now
        liftConnectLimit()
    }

    /// libcurl asks at least once a second.
    private func goesOn() -> Bool {
        noteConnection()
        if cancellation.isCancelled {
            interruption = .cancelled
        } else if let waitsSince {
            if ContinuousClock.now - waitsSince >= limits.limit(of: dialogue.step) { interruption = .silent }
        } else if ContinuousClock.now >= connectBy {
            interruption = .notConnected
        }
        return interruption == nil
    }
}

/// Tells a transfer's thread that nobody waits for it any more.
final class Cancellation: Sendable {
    private let flag = Atomic(false)

    var isCancelled: Bool { flag.load(ordering: .relaxed) }

    func cancel() { flag.store(true, ordering: .relaxed) }
}
