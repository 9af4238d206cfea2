package import Monitoring

/// The password that the first admin has in development, known to everybody who read the documentation.
package enum InitialPassword {
    package static let username = "admin"
    package static let password = Secret("admin123")
    /// Its hash: everybody knows the password, so that a start need not spend a second on hiding it.
    package static let passwordHash =
        "$scrypt$ln=17,r=8,p=1$h+MulTpAAtlGr7zvSIQPqA$aQbd5Ne47cwGBh2SxT32uTZAEfZWjrzt7M/DpKVluyg"
}
