internal import HTTPAPI
internal import Monitoring

/// A password that is made here.
enum GeneratedPassword {
    /// Without those that look like others.
    private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789")

    /// 20 letters and digits, 116 bits, with one of each kind that the policy asks for.
    static func make() -> Secret {
        while true {
            var generator = SystemRandomNumberGenerator()
            let password = Secret(
                String((0..<20).map { _ in letters[Int.random(in: letters.indices, using: &generator)] }))
            if PasswordPolicy.complaint(about: password) == nil { return password }
        }
    }
}
