package import HTTPTypes
package import Hummingbird
package import Logging
package import Monitoring
internal import NIOCore

/// One call of an operation.
package struct Call: Sendable {
    package let request: Request
    package let context: APIContext
    /// Told with the answer.
    package let warnings = Warnings()
    private let bodyLimit: Int
    private let budget: BodyBudget
    private let operation: Operation?

    /// - Parameter operation: what is called; fields of the body that it does not know are warned of.
    init(
        request: Request, context: APIContext, bodyLimit: Int, budget: BodyBudget, of operation: Operation? = nil
    ) {
        self.request = request
        self.context = context
        self.bodyLimit = bodyLimit
        self.budget = budget
        self.operation = operation
    }

    package var peer: Peer { context.peer }
    /// Names the request in each line.
    package var logger: Logger {
        var logger = context.logger
        logger[metadataKey: "request_id"] = .string(context.requestID)
        return logger
    }

    package var headers: HTTPFields { request.headers }
    package var query: Query { Query(request.uri.query) }

    /// The id in the path.
    /// - Throws: `APIError.notFound`, for what is no id names nothing.
    package func id<Subject>(
        _ name: String = "id", of type: Subject.Type = Subject.self, orElse sentence: String = "Not found"
    ) throws(APIError) -> ID<Subject> {
        guard let text = context.parameters.get(name), let id = ID<Subject>(text) else { throw .notFound(sentence) }
        return id
    }

    /// Any text in the path.
    package func parameter(_ name: String) -> String { context.parameters.get(name) ?? "" }

    /// The body: a JSON object.
    /// - Throws: `APIError.unsupportedMediaType`, `.bodyTooLarge`, `.invalid`.
    package func body() async throws -> RequestBody {
        guard let value = try await json() else { throw APIError.invalid("A JSON body is required") }
        return try read(value)
    }

    /// The body where it is an array of objects, in their order; what is no object is an error of its own.
    /// - Throws: as `body()`.
    package func bodies(atMost most: Int) async throws -> [Result<RequestBody, APIError>] {
        guard case .array(let elements) = try await json() else {
            throw APIError.invalid("The body must be a JSON array")
        }
        guard (1...most).contains(elements.count) else {
            throw APIError.invalid("The body must have 1 to \(most) elements")
        }
        var unknown: Set<ByteText> = []
        let bodies: [Result<RequestBody, APIError>] = elements.map { element in
            guard case .object(let members) = element else { return .failure(.invalid("Must be a JSON object")) }
            unknown.formUnion((operation?.unknownNames(in: members) ?? []).map { ByteText($0) })
            return .success(RequestBody(members))
        }
        for name in unknown.map(\.text).sorted().prefix(100) {
            warnings.add("\(name) is not a field of this call and was ignored")
        }
        return bodies
    }

    /// The body where none is needed: an empty one has no fields.
    package func optionalBody() async throws -> RequestBody {
        guard let value = try await json() else { return RequestBody([]) }
        return try read(value)
    }

    /// Old clients send fields that nobody knows, so that these are told and not refused.
    private func read(_ value: JSONValue) throws -> RequestBody {
        guard case .object(let members) = value else { throw APIError.invalid("The body must be a JSON object") }
        for name in operation?.unknownNames(in: members) ?? [] {
            warnings.add("\(name) is not a field of this call and was ignored")
        }
        return RequestBody(members)
    }

    /// - Returns: `nil` where the body is empty.
    private func json() async throws -> JSONValue? {
        if let length = request.headers[.contentLength].flatMap(Int.init), length > bodyLimit {
            throw APIError.bodyTooLarge(limit: bodyLimit)
        }
        var taken = 0
        defer { budget.giveBack(taken) }
        let bytes = try await collectedBody(&taken)
        guard bytes.readableBytes > 0 else { return nil }
        if let type = request.headers[.contentType], !Self.isJSON(type) { throw APIError.unsupportedMediaType }
        return try bytes.withUnsafeReadableBytes { try JSONParser.parse($0.bindMemory(to: UInt8.self)) }
    }

    /// - Parameter taken: of the budget.
    private func collectedBody(_ taken: inout Int) async throws(APIError) -> ByteBuffer {
        var body = ByteBuffer()
        var parts = request.body.makeAsyncIterator()
        while var part = try await Self.next(&parts) {
            guard body.readableBytes + part.readableBytes <= bodyLimit else { throw .bodyTooLarge(limit: bodyLimit) }
            guard budget.take(part.readableBytes) else {
                throw .overloaded("Too much is being sent to Lapwing at once; try again in a moment")
            }
            taken += part.readableBytes
            body.writeBuffer(&part)
        }
        return body
    }

    private static func next(_ parts: inout Hummingbird.RequestBody.AsyncIterator) async throws(APIError) -> ByteBuffer?
    {
        do { return try await parts.next() } catch { throw .invalid("The body did not arrive in full") }
    }

    /// `application/json`, or any `application/…+json`, whatever its parameters.
    private static func isJSON(_ contentType: String) -> Bool {
        let type = String(contentType.unicodeScalars.prefix { $0 != ";" }).trimmed.lowercased()
        guard type.isASCII else { return false }
        return type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json")
    }
}

extension ID {
    /// Reads an id as we write it: digits alone, and no zero before them.
    init?(_ text: String) {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), !text.hasPrefix("0"),
            let number = Int64(text)
        else { return nil }
        self.init(number)
    }
}
