package import Monitoring

/// Why the store did not do what was asked, where the reason is what was asked.
package enum StoreError: Error, Equatable {
    case usernameTaken, emailTaken, addressTaken, lastAdmin, ownAccount
    /// Another camera has this very stream.
    case streamTaken
    /// `parent_id` names no device, the device itself, or one below it.
    case noSuchParent, parentCycle
    case noSuchDevice, noSuchCamera, noSuchRoute
    /// A route names it.
    case noSuchReceiver(ID<Receiver>)
    /// Another receiver has this name, whatever the case.
    case nameTaken
    /// It stands for what is in the settings, and can only be disabled.
    case receiverOfSettings
    case alreadyAcknowledged, alreadyResolved
    /// What Lapwing found fires until Lapwing finds it over.
    case stillTroubled(String)
    /// Another process does now what this one wanted to write for.
    case leaseLost
}
