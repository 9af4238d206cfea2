/// The latest echoes of a ping, by their numbers. When it is full the oldest one makes room.
struct EchoRing {
    private var room: [Echo] = []
    private let capacity: Int
    /// The number that the next echo has.
    private(set) var next: UInt64 = 0

    /// `room` is the memory of an earlier ring, to be used again.
    init(capacity: Int, reusing room: consuming [Echo] = []) {
        self.capacity = capacity
        self.room = room
    }

    var first: UInt64 { next - UInt64(room.count) }

    mutating func append(_ echo: Echo) {
        if room.count < capacity { room.append(echo) } else { room[place(next)] = echo }
        next += 1
    }

    private func place(_ number: UInt64) -> Int { capacity == 1 ? 0 : Int(number % UInt64(capacity)) }

    /// `nil` for an echo that was not sent yet, or is forgotten.
    subscript(number: UInt64) -> Echo? { number >= first && number < next ? room[place(number)] : nil }

    /// Changes an echo that is there.
    mutating func set(_ number: UInt64, to echo: Echo) {
        if number >= first, number < next { room[place(number)] = echo }
    }

    /// The latest `count` echoes that wait no more, in the order they were sent, and the number of the first of them.
    func decided(_ count: Int) -> (echoes: [Echo], first: UInt64) {
        var echoes: [Echo] = []
        var number = next
        while number > first, echoes.count < count {
            number -= 1
            let echo = room[place(number)]
            if !echo.isWaiting { echoes.append(echo) }
        }
        return (echoes.reversed(), number)
    }

    /// All echoes in the order they were sent, while none is forgotten.
    var list: EchoList { room.count == 1 ? .one(room[0]) : .many(room) }

    /// Its memory, for another ring.
    mutating func takeRoom() -> [Echo] {
        room.removeAll(keepingCapacity: true)
        defer { room = [] }
        return room
    }
}
