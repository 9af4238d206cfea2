internal import Hummingbird
internal import Monitoring
internal import Store
internal import Web

/// Many of one kind added in one call, each with a result of its own.
enum Batch {
    /// In one call.
    static let most = 10_000
    /// In one transaction.
    private static let together = 1000

    static let schema = Schema.array(
        .object([
            .required("index", .integer(in: 0...(most - 1)), "Its place in the body, from 0"),
            .required("status", .integer(), "201, or what a call for it alone would have been answered with"),
            .optional("id", .id, "With 201"),
            .optional("msg", .text, "Why not"),
            .optional("errors", .map(.text), "What is wrong with which field"),
        ]))

    static let details =
        "At most \(most), answered in their order, each with a `status` of its own: what is refused keeps none of the "
        + "others from being added."

    /// - Parameters:
    ///   - read: makes a configuration of one element of the body.
    ///   - create: stores some of them.
    static func create<Configuration: Sendable, Subject: WithID>(
        _ call: Call, _ read: (JSONBody) throws(APIError) -> Configuration,
        _ create: ([Configuration]) async throws -> [Result<Subject, APIError>]
    ) async throws -> Response {
        var results = try await call.bodies(atMost: most).map { body in
            body.flatMap { body in Result { () throws(APIError) in try read(body) } }
        }.map { (form: $0, id: Int64?.none) }
        let readable = results.indices.filter { if case .success = results[$0].form { true } else { false } }
        for start in stride(from: 0, to: readable.count, by: together) {
            let places = readable[start..<min(start + together, readable.count)]
            let created = try await create(places.compactMap { try? results[$0].form.get() })
            for (place, outcome) in zip(places, created) {
                switch outcome {
                case .success(let subject): results[place].id = subject.rowID
                case .failure(let error): results[place].form = .failure(error)
                }
            }
        }
        return .json { writer in
            writer.array(results.enumerated()) { writer, result in
                writer.object { writer in
                    writer.field("index", result.offset)
                    switch result.element.form {
                    case .success:
                        writer.field("status", 201)
                        writer.field("id", result.element.id)
                    case .failure(let error): writer.fields(of: error)
                    }
                }
            }
        }
    }
}

protocol WithID: Sendable {
    var rowID: Int64 { get }
}

extension Device: WithID {
    var rowID: Int64 { id.rawValue }
}

extension Camera: WithID {
    var rowID: Int64 { id.rawValue }
}
