/// What this is a version of, as clients and logs see it.
package enum Version {
    package static let current = "0.1.0"
}
