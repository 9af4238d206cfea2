package import Monitoring

/// The password that the first admin has in development, known to everybody who read the documentation.
package enum InitialPassword {
    package static let username = "admin"
    package static let password = Secret("admin123")
}
