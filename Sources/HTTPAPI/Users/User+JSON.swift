package import Monitoring
package import Web

extension User {
    package static let schema = Schema.object([
        .required("id", .id), .required("username", .text), .required("email", .text),
        .required("role", .choice(Role.self)),
    ])

    package func write(to writer: inout JSONWriter) { writer.object(writeFields) }

    func writeFields(to writer: inout JSONWriter) {
        writer.field("id", id)
        writer.field("username", username)
        writer.field("email", email)
        writer.field("role", role.rawValue)
    }
}
