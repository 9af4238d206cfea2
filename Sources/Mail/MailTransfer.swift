internal import CCurl

/// One message on its way, by libcurl's easy interface.
struct MailTransfer: Sendable {
    let server: MailServer
    let sender: String
    let recipients: [String]
    let content: [UInt8]
    let limits: TransferLimits

    struct End: Sendable {
        var code: CURLcode
        /// libcurl's words for it.
        var reason: String
        var dialogue: SMTPDialogue
        /// Why we stopped it ourselves.
        var interruption: MailExchange.Interruption?
    }

    /// Blocks until the transfer is over. `report` is called once, before the connection is closed: a server may take
    /// its time to say goodbye.
    func run(_ cancellation: Cancellation, report: (End) -> Void) {
        let exchange = MailExchange(content: content, limits: limits, cancellation: cancellation)
        guard CurlLibrary.isReady, let handle = curl_easy_init() else {
            return report(exchange.end(CURLE_FAILED_INIT))
        }
        var lists = CurlLists()
        let status = configure(handle, exchange, &lists)
        report(exchange.end(status == CURLE_OK ? curl_easy_perform(handle) : status))
        curl_easy_cleanup(handle)
        lists.free()
        withExtendedLifetime(exchange) {}
    }

    private func configure(_ handle: UnsafeMutableRawPointer, _ exchange: MailExchange, _ lists: inout CurlLists)
        -> CURLcode
    {
        var options = CurlOptions(handle)
        // libcurl takes what it calls itself from the path.
        options.set(CURLOPT_URL, "\(server.url)/\(HeloName.of(server).percentEncoded)")
        options.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // Neither a proxy nor a password from the environment.
        options.set(CURLOPT_PROXY, "")
        options.set(CURLOPT_NETRC, 0)
        options.set(CURLOPT_NOSIGNAL, 1)
        // Shared out among the addresses of the server, so that one that is dead leaves time for the next.
        options.set(CURLOPT_CONNECTTIMEOUT_MS, limits.connecting.milliseconds)
        // The limits of single steps are ours: libcurl has one for all.
        options.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, limits.whole.milliseconds / 1000 + 1)
        options.set(CURLOPT_TIMEOUT_MS, limits.whole.milliseconds)
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
