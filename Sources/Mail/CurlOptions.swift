internal import CCurl

/// Sets options and remembers the first that libcurl refused.
struct CurlOptions {
    let handle: UnsafeMutableRawPointer
    private(set) var status = CURLE_OK

    init(_ handle: UnsafeMutableRawPointer) { self.handle = handle }

    mutating func set(_ option: CURLoption, _ value: Int) { note(ccurl_set_long(handle, option, value)) }
    mutating func set(_ option: CURLoption, _ text: String) { note(ccurl_set_text(handle, option, text)) }
    mutating func set(_ option: CURLoption, _ pointer: UnsafeMutableRawPointer?) {
        note(ccurl_set_pointer(handle, option, pointer))
    }
    mutating func setRead(_ function: @escaping curl_read_callback) { note(ccurl_set_read_function(handle, function)) }
    mutating func setDebug(_ function: @escaping curl_debug_callback) {
        note(ccurl_set_debug_function(handle, function))
    }
    mutating func setProgress(_ function: @escaping curl_xferinfo_callback) {
        note(ccurl_set_progress_function(handle, function))
    }

    private mutating func note(_ result: CURLcode) {
        if status == CURLE_OK { status = result }
    }
}

/// Lists that libcurl reads while a transfer runs.
struct CurlLists {
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    mutating func make(_ items: [String]) -> UnsafeMutableRawPointer? {
        var list: UnsafeMutablePointer<curl_slist>?
        for item in items { list = curl_slist_append(list, item) }
        if let list { lists.append(list) }
        return UnsafeMutableRawPointer(list)
    }

    mutating func free() {
        for list in lists { curl_slist_free_all(list) }
        lists.removeAll()
    }
}

enum CurlLibrary {
    /// Set up once for the process, at the first use.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}

extension Duration {
    var milliseconds: Int { Int(components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000) }
}
