/// Why the store did not do what was asked, where the reason is what was asked.
package enum StoreError: Error, Equatable {
    case usernameTaken, emailTaken, addressTaken, lastAdmin, ownAccount
    /// Another camera has this very stream.
    case streamTaken
    /// `parent_id` names no device, the device itself, or one below it.
    case noSuchParent, parentCycle
    case noSuchDevice, noSuchCamera
    case alreadyAcknowledged, alreadyResolved
    /// What Lapwing found fires until Lapwing finds it over.
    case stillTroubled(String)
    /// Another process does now what this one wanted to write for.
    case leaseLost
}
