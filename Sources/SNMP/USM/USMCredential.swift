/// A user with its master keys, shared by all devices that know the user so.
package final class USMCredential: Sendable {
    package let user: USMUser
    let name: OctetString
    let keys: MasterKeys

    /// Derives the keys, which takes milliseconds: not on a thread that must not wait.
    package convenience init(_ user: USMUser) {
        self.init(user, keys: MasterKeys(user))
    }

    /// The keys must be those of the user.
    package init(_ user: USMUser, keys: MasterKeys) {
        self.user = user
        self.keys = keys
        name = OctetString(user.name.utf8)
    }
}
