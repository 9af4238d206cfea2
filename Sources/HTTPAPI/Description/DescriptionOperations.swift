internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Web

/// What the API says of itself; made once, from the operations that are routed.
struct DescriptionOperations: Sendable {
    private let document: ByteBuffer
    private let page: ByteBuffer
    private let style = ByteBuffer(string: DocumentationStyle.css)

    /// The operations of the description stand in it as well.
    static func list(describing others: [Operation], schemas: [NamedSchema], version: String) -> [Operation] {
        // What is described of these does not depend on what they answer.
        let own = DescriptionOperations(document: ByteBuffer(), page: ByteBuffer()).list
        var writer = JSONWriter(reserving: 1 << 16)
        let all = others + own
        writer.value(OpenAPIDocument(operations: all, schemas: schemas, version: version).json)
        let page = DocumentationPage(operations: all, schemas: schemas, version: version)
        return DescriptionOperations(document: writer.buffer, page: ByteBuffer(string: page.html)).list
    }

    private var list: [Operation] {
        [
            Operation(
                .get, "/api/openapi.json", "This description, for programs",
                answers: [OperationAnswer(.ok, .anyObject, "An OpenAPI 3.1 document")], access: .open(openAPI)),
            Operation(
                .get, "/api/docs", "This description, for a person",
                answers: [OperationAnswer(.ok, .text, "A page", contentType: "text/html")],
                access: .open(documentation)),
            Operation(
                .get, "/api/docs/style.css", "How that page looks",
                answers: [OperationAnswer(.ok, .text, "A style sheet", contentType: "text/css")],
                access: .open(styleSheet)),
        ]
    }

    private init(document: ByteBuffer, page: ByteBuffer) {
        self.document = document
        self.page = page
    }

    private func openAPI(_ call: Call) -> Response { .json(rendered: document) }

    private func documentation(_ call: Call) -> Response {
        let headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8",
            .contentSecurityPolicy:
                "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: page))
    }

    private func styleSheet(_ call: Call) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/css; charset=utf-8"], body: ResponseBody(byteBuffer: style))
    }
}
