package import Monitoring

/// What a password must have.
package enum PasswordPolicy {
    package static let length = 8...128

    /// What is missing, as a sentence; `nil` for a good password.
    package static func complaint(about password: Secret) -> String? {
        let text = password.reveal()
        let count = text.unicodeScalars.count
        if count > length.upperBound { return "Password must have at most \(length.upperBound) characters" }
        var missing: [String] = []
        if count < length.lowerBound { missing.append("at least \(length.lowerBound) characters") }
        if !text.contains(where: \.isUppercase) { missing.append("an upper-case letter") }
        if !text.contains(where: \.isLowercase) { missing.append("a lower-case letter") }
        if !text.contains(where: \.isWholeNumber) { missing.append("a digit") }
        return missing.isEmpty ? nil : "Password must have " + missing.joined(separator: ", ")
    }
}
