package import HTTPTypes

extension HTTPField.Name {
    /// A name that is written in our source and is a valid one.
    package static func named(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no name of a header") }
        return field
    }
}
