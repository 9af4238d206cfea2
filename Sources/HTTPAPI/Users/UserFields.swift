internal import Monitoring
internal import Web

/// The fields of a user as a body may hold them.
extension JSONBody {
    mutating func username() -> Field<String> { string("username", length: 1...80) }

    mutating func email() -> Field<String> {
        let field = string("email", length: 1...254)
        if let text = field.value, !EmailAddress.isPlausible(text) {
            reject("email", "Must be an email address")
            return .invalid
        }
        return field
    }

    /// A password for the first time; what is wrong with it is also what `msg` says.
    mutating func newPassword(_ name: String) -> Field<Secret> {
        let field = secret(name, length: 0...4096)
        if let password = field.value, let complaint = PasswordPolicy.complaint(about: password) {
            reject(name, complaint)
            return .invalid
        }
        return field
    }

    /// Records `null` where a field may be left out but not cleared.
    mutating func forbidNull<Value>(_ name: String, _ field: Field<Value>) {
        if case .null = field { reject(name, "Must not be null") }
    }
}

extension JSONBody {
    /// What is wrong with a field that is there.
    func sentence(of name: String) -> String? {
        errors.first { $0.field == name && $0.sentence != Self.requiredSentence }?.sentence
    }
}
