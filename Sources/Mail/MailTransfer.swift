internal import CCurl
internal import Synchronization

/// One message on its way, driven by libcurl's multi interface so that another thread can end its waiting.
struct MailTransfer: Sendable {
    let server: MailServer
    let sender: String
    let recipients: [String]
    let content: [UInt8]
    let limits: TransferLimits

    enum End: Sendable {
        /// libcurl's result, its words for it, and what was said.
        case ended(CURLcode, String, SMTPDialogue)
        case notConnected
        case cancelled(SMTPDialogue)
    }

    /// Blocks until the transfer is over. `report` is called once, before the connection is closed: a server may take
    /// its time to say goodbye.
    func run(_ cancellation: TransferCancellation, report: (End) -> Void) {
        guard CurlLibrary.isReady, let handle = curl_easy_init(), let multi = curl_multi_init() else {
            return report(.ended(CURLE_FAILED_INIT, "libcurl cannot start", SMTPDialogue()))
        }
        let exchange = MailExchange(content: content, cancellation: cancellation)
        var lists = CurlLists()
        let status = configure(handle, exchange, &lists)
        report(status == CURLE_OK ? drive(handle, multi, exchange, cancellation) : .ended(status, "", SMTPDialogue()))
        cancellation.detach()
        curl_multi_remove_handle(multi, handle)
        curl_easy_cleanup(handle)
        curl_multi_cleanup(multi)
        lists.free()
        withExtendedLifetime(exchange) {}
    }

    private func drive(
        _ handle: UnsafeMutableRawPointer, _ multi: UnsafeMutableRawPointer, _ exchange: MailExchange,
        _ cancellation: TransferCancellation
    ) -> End {
        guard cancellation.attach(multi) else { return .cancelled(exchange.dialogue) }
        curl_multi_add_handle(multi, handle)
        let connectBy = ContinuousClock.now + limits.connecting
        while true {
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            let result = ccurl_next_result(multi)
            if cancellation.isCancelled && result != 0 { return .cancelled(exchange.dialogue) }
            if result >= 0 { return .ended(CURLcode(UInt32(result)), exchange.reason, exchange.dialogue) }
            let isConnected = ccurl_get_offset(handle, CURLINFO_CONNECT_TIME_T) > 0
            let patience = isConnected ? limits.sending : connectBy - .now
            if patience <= .zero { return .notConnected }
            curl_multi_poll(multi, nil, 0, Int32(clamping: patience.milliseconds + 1), nil)
        }
    }

    private func configure(_ handle: UnsafeMutableRawPointer, _ exchange: MailExchange, _ lists: inout CurlLists)
        -> CURLcode
    {
        var options = CurlOptions(handle)
        options.set(CURLOPT_URL, server.url)
        options.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // Neither a proxy nor a password from the environment.
        options.set(CURLOPT_PROXY, "")
        options.set(CURLOPT_NETRC, 0)
        options.set(CURLOPT_NOSIGNAL, 1)
        options.set(CURLOPT_CONNECTTIMEOUT_MS, limits.sending.milliseconds)
        options.set(CURLOPT_TIMEOUT_MS, limits.sending.milliseconds)
        setSecurity(&options)
        if let login = server.login { set(login, &options) }
        if let resolve = server.resolveEntry { options.set(CURLOPT_RESOLVE, lists.make([resolve])) }
        options.set(CURLOPT_MAIL_FROM, "<\(sender)>")
        options.set(CURLOPT_MAIL_RCPT, lists.make(recipients.map { "<\($0)>" }))
        // One stale address among the recipients may not silence the others.
        options.set(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1)
        options.set(CURLOPT_UPLOAD, 1)
        options.set(CURLOPT_INFILESIZE, content.count)
        exchange.attach(&options)
        return options.status
    }

    private func setSecurity(_ options: inout CurlOptions) {
        options.set(CURLOPT_USE_SSL, server.security == .starttls ? Int(CURLUSESSL_ALL.rawValue) : 0)
        options.set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        options.set(CURLOPT_SSL_VERIFYPEER, 1)
        options.set(CURLOPT_SSL_VERIFYHOST, 2)
        if let file = server.authorityFile {
            options.set(CURLOPT_CAINFO, file)
            options.set(CURLOPT_CAPATH, nil as UnsafeMutableRawPointer?)
        }
    }

    /// Only what works everywhere: libcurl would else prefer Kerberos or NTLM where a server offers them, and fail.
    private func set(_ login: MailLogin, _ options: inout CurlOptions) {
        options.set(CURLOPT_USERNAME, login.username)
        options.set(CURLOPT_PASSWORD, login.password)
        options.set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
    }
}

extension MailServer {
    /// `mail.example:587:192.0.2.1,[2001:db8::1]`, as CURLOPT_RESOLVE takes it.
    fileprivate var resolveEntry: String? {
        guard !addresses.isEmpty else { return nil }
        let list = addresses.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
        return "\(host):\(port):\(list)"
    }
}

/// What libcurl reads from and reports to while it runs; used by its thread alone.
private final class MailExchange {
    private let content: [UInt8]
    private let cancellation: TransferCancellation
    private var position = 0
    private(set) var dialogue = SMTPDialogue()
    private let errorText = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init(content: [UInt8], cancellation: TransferCancellation) {
        self.content = content
        self.cancellation = cancellation
        errorText.initialize(repeating: 0)
    }

    deinit { errorText.deallocate() }

    /// libcurl's own words for what went wrong.
    var reason: String { String(decoding: errorText.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) }

    /// The transfer must end before the exchange does.
    func attach(_ options: inout CurlOptions) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        options.set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText.baseAddress))
        options.set(CURLOPT_READDATA, context)
        options.setRead { buffer, size, count, context in
            guard let buffer, let context else { return Int(CURL_READFUNC_ABORT) }
            let exchange = Unmanaged<MailExchange>.fromOpaque(context).takeUnretainedValue()
            return exchange.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
        }
        // libcurl awaits the answer to the message without returning; it asks here once a second whether to go on.
        options.set(CURLOPT_NOPROGRESS, 0)
        options.set(CURLOPT_XFERINFODATA, context)
        options.setProgress { context, _, _, _, _ in
            guard let context else { return 0 }
            return Unmanaged<MailExchange>.fromOpaque(context).takeUnretainedValue().cancellation.isCancelled ? 1 : 0
        }
        options.set(CURLOPT_VERBOSE, 1)
        options.set(CURLOPT_DEBUGDATA, context)
        options.setDebug { _, kind, text, count, context in
            guard let text, let context else { return 0 }
            let exchange = Unmanaged<MailExchange>.fromOpaque(context).takeUnretainedValue()
            exchange.heard(kind, UnsafeRawBufferPointer(start: text, count: count))
            return 0
        }
    }

    private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, content.count - position)
        buffer.copyBytes(from: content[position..<position + count])
        position += count
        return count
    }

    private func heard(_ kind: curl_infotype, _ bytes: UnsafeRawBufferPointer) {
        switch kind {
        case CURLINFO_HEADER_OUT: dialogue.sent(String(decoding: bytes, as: UTF8.self))
        case CURLINFO_HEADER_IN: dialogue.received(String(decoding: bytes, as: UTF8.self))
        default: break
        }
    }
}

/// Lets a cancelled task wake the thread that drives its transfer.
final class TransferCancellation: Sendable {
    private struct State: @unchecked Sendable {
        var isCancelled = false
        // Used under the lock and only while attached; libcurl allows curl_multi_wakeup from any thread.
        var multi: UnsafeMutableRawPointer?
    }

    private let state = Mutex(State())

    var isCancelled: Bool { state.withLock(\.isCancelled) }

    func cancel() {
        state.withLock { state in
            state.isCancelled = true
            if let multi = state.multi { curl_multi_wakeup(multi) }
        }
    }

    /// - Returns: `false` where it is cancelled already.
    func attach(_ multi: UnsafeMutableRawPointer) -> Bool {
        let handle = State(multi: multi)
        return state.withLock { state in
            state.multi = handle.multi
            return !state.isCancelled
        }
    }

    func detach() { state.withLock { $0.multi = nil } }
}
