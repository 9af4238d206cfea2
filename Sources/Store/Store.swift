/// What is configured and what happened: one file a subject. Every call is one transaction.
package struct Store: Sendable {
    // FRAME: the store's author decides what is in here (database, vault, clock)
    package init() {}
}

package enum StoreError: Error, Equatable {
    case usernameTaken, emailTaken, addressTaken, lastAdmin, ownAccount
    /// `parent_id` names no device, the device itself, or one below it.
    case noSuchParent, parentCycle
    case noSuchDevice, noSuchCamera
    case alreadyAcknowledged
}
