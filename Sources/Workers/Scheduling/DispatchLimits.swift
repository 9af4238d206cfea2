package struct DispatchLimits: Sendable {
    /// Worked on at once.
    package var inFlight: Int
    /// Claimed in one transaction.
    package var claimedAtOnce: Int
    /// How long a claim holds, and how long what a crash left behind waits.
    package var lease: Duration
    /// What takes longer is cut off; well beyond the time limits that the work has of its own.
    package var longestWork: Duration
    /// Whether the work renews its claim while it goes on: it may then take longer than a lease.
    package var renewsClaims = false
    /// Without any hint, what is due is looked for this often.
    package var longestSleep = Duration.seconds(1)
    /// Without any hint, what is due is not looked for more often: a claim is a transaction.
    package var shortestSleep = Duration.milliseconds(20)
    /// What is due within it is claimed with what is due, and begun when it is due: so a claim is of many.
    package var ahead = Duration.zero
    /// What is in flight at a stop may take this long.
    package var stopGrace = Duration.seconds(30)

    package init(inFlight: Int, claimedAtOnce: Int, lease: Duration, longestWork: Duration) {
        self.inFlight = inFlight
        self.claimedAtOnce = claimedAtOnce
        self.lease = lease
        self.longestWork = longestWork
    }

    /// A poll takes some eight seconds at most, unless its ticket allows more, and its save is tried again for another
    /// 12. What a worker that was killed was polling is polled again by another within half a minute.
    package static let polls = DispatchLimits(
        inFlight: 4096, claimedAtOnce: 512, lease: .seconds(27), longestWork: .seconds(22)
    ).ahead(.milliseconds(200))

    /// A visit takes 20 s at most where no other time is said, and its save is tried again for another 12.
    package static let cameras = DispatchLimits(
        inFlight: 4096, claimedAtOnce: 512, lease: .seconds(39), longestWork: .seconds(34)
    ).ahead(.milliseconds(200))

    /// A look covers the time until the next one.
    private func ahead(_ time: Duration) -> DispatchLimits {
        var limits = self
        (limits.ahead, limits.shortestSleep) = (time, time)
        return limits
    }

    /// Where the database is far away, a look takes longer than the time that it is to cover: the next one is to cover
    /// as long. A claim must still be worth its while when what it is of becomes due.
    func ahead(afterLookOf time: Duration) -> Duration {
        ahead == .zero ? .zero : max(ahead, min(time, lease / 5))
    }

    package func with(inFlight: Int) -> DispatchLimits {
        var limits = self
        limits.inFlight = inFlight
        return limits
    }

    /// An attempt renews its claim, and its record is tried again for another 25 s.
    package static let notices = notices(longest: .seconds(30))

    /// - Parameter longest: one attempt takes no longer.
    package static func notices(longest: Duration) -> DispatchLimits {
        var limits = DispatchLimits(
            inFlight: 4, claimedAtOnce: 4, lease: .seconds(60), longestWork: longest + .seconds(40))
        limits.renewsClaims = true
        return limits
    }
}
