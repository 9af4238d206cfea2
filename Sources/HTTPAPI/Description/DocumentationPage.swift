internal import HTTPTypes
internal import Monitoring
internal import Web

/// The description of the API as a page for a person: no script, and nothing from elsewhere.
struct DocumentationPage {
    let operations: [Operation]
    let schemas: [NamedSchema]
    let version: String

    var html: String {
        var page = HTMLText()
        page.raw("<!DOCTYPE html>\n")
        page.element("html", with: [("lang", "en")]) { page in
            page.element("head") { page in
                page.raw("<meta charset=\"utf-8\">\n")
                page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                page.element("title", "Lapwing API")
                page.raw("<link rel=\"stylesheet\" href=\"/api/docs/style.css\">\n")
            }
            page.element("body") { page in
                header(&page)
                page.element("main") { page in
                    for subject in subjects { section(subject, &page) }
                    shapes(&page)
                }
            }
        }
        return page.html
    }

    private var subjects: [String] {
        operations.reduce(into: []) { subjects, operation in
            if !subjects.contains(operation.subject) { subjects.append(operation.subject) }
        }
    }

    private func header(_ page: inout HTMLText) {
        page.element("header") { page in
            page.element("h1", "Lapwing API \(version)")
            page.element("p", OpenAPIDocument.introduction.replacing("`", with: ""))
            page.element("p") { page in
                page.text("The same for programs: ")
                page.element("a", with: [("href", "/api/openapi.json")], "openapi.json")
            }
            page.element("nav") { page in
                for subject in subjects + ["shapes"] { page.element("a", with: [("href", "#\(subject)")], subject) }
            }
        }
    }

    // MARK: Operations

    private func section(_ subject: String, _ page: inout HTMLText) {
        page.element("h2", with: [("id", subject)], subject)
        for operation in operations where operation.subject == subject { article(operation, &page) }
    }

    private func article(_ operation: Operation, _ page: inout HTMLText) {
        page.element("details", with: [("id", operation.identifier)]) { page in
            page.element("summary") { page in
                page.element("b", with: [("class", operation.method.rawValue.lowercased())], operation.method.rawValue)
                page.element("code", operation.path)
                page.element("span", operation.summary)
            }
            page.element("p", OpenAPIDocument.need(of: operation.access))
            if let details = operation.details { page.element("p", details.replacing("`", with: "")) }
            parameters(of: operation, &page)
            if let body = operation.body {
                page.element("h3", operation.isBodyOptional ? "Body (may be left out)" : "Body")
                shape(body, &page)
            }
            answers(of: operation, &page)
        }
    }

    private func parameters(of operation: Operation, _ page: inout HTMLText) {
        guard !operation.parameters.isEmpty else { return }
        page.element("h3", "Parameters")
        table(
            operation.parameters.map { parameter in
                Row(name: parameter.name, kind: parameter.place.rawValue, schema: parameter.schema, parameter.summary)
            }, &page)
    }

    private func answers(of operation: Operation, _ page: inout HTMLText) {
        page.element("h3", "Answers")
        for answer in operation.answers {
            page.element("p") { page in
                page.element("b", String(answer.status.code))
                page.text(" \(answer.summary)")
            }
            if answer.contentType == "application/json" { shape(answer.schema, &page) }
        }
        page.element("p") { page in
            page.text("Refusals: ")
            page.text(operation.allRefusals.map { "\($0.code) \($0.reasonPhrase)" }.joined(separator: ", "))
        }
    }

    // MARK: Shapes

    private func shapes(_ page: inout HTMLText) {
        page.element("h2", with: [("id", "shapes")], "shapes")
        for named in schemas {
            page.element("h3", with: [("id", "shape-\(named.name)")], named.name)
            shape(named.schema, &page)
        }
    }

    private func shape(_ schema: Schema, _ page: inout HTMLText) {
        guard case .object(let properties) = schema else {
            return page.element("p") { SchemaText.write(schema, &$0) }
        }
        table(
            properties.map { property in
                Row(
                    name: property.name, kind: property.isRequired ? "always" : "optional", schema: property.schema,
                    property.summary)
            }, &page)
    }

    private struct Row {
        var name: String
        var kind: String
        var schema: Schema
        var summary: String?

        init(name: String, kind: String, schema: Schema, _ summary: String?) {
            self.name = name
            self.kind = kind
            self.schema = schema
            self.summary = summary
        }
    }

    private func table(_ rows: [Row], _ page: inout HTMLText) {
        page.element("table") { page in
            for row in rows {
                page.element("tr") { page in
                    page.element("td") { $0.element("code", row.name) }
                    page.element("td", row.kind)
                    page.element("td") { SchemaText.write(row.schema, &$0) }
                    page.element("td", row.summary ?? "")
                }
            }
        }
    }
}
