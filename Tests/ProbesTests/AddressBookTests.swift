import Dispatch
import ICMP
import Logging
import Monitoring
import NIOConcurrencyHelpers
import SNMP
import Sockets
import Testing

@testable import Probes

struct AddressBookTests {
    private static let failure = HostResolver.Answer.failed("Temporary failure in name resolution")

    private static func address(_ text: String) -> IPAddress { IPAddress(text).unsafelyUnwrapped }

    private static func probe(_ names: AddressBook) -> DeviceProbe {
        DeviceProbe(
            pinger: Pinger(), snmp: SNMPClient(), names: names,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    /// A name service that says what it is told to.
    private final class Service: Sendable {
        let answer: NIOLockedValueBox<HostResolver.Answer>
        init(_ answer: HostResolver.Answer) { self.answer = NIOLockedValueBox(answer) }
        var names: AddressBook {
            AddressBook(resolver: HostResolver { _ in self.answer.withLockedValue { $0 } })
        }
        func say(_ new: HostResolver.Answer) { answer.withLockedValue { $0 = new } }
    }

    @Test func `an address is not looked up`() async {
        let names = AddressBook(resolver: HostResolver { host in fatalError("\(host) was looked up") })
        #expect(await names.find("192.0.2.7") == .addresses([Self.address("192.0.2.7")]))
        #expect(names.known(of: "192.0.2.7") == nil)
        let missing = await names.find("fe80::1%nosuch0")
        #expect(missing == .failed("This machine has no network interface “nosuch0” to reach fe80::1 by"))
    }

    @Test func `where the service fails, a name is asked at its last known address`() async {
        let service = Service(.addresses([Self.address("192.0.2.7"), Self.address("2001:db8::7")]))
        let names = service.names
        #expect(await names.find("Core-1") == .addresses([Self.address("192.0.2.7"), Self.address("2001:db8::7")]))
        names.answered("core-1", at: Self.address("2001:db8::7"), by: .snmp)
        service.say(Self.failure)
        let sentence =
            "The name core-1 cannot be looked up (Temporary failure in name resolution): polled at its last known address "
            + "2001:db8::7"
        #expect(
            await names.find("core-1")
                == .lastKnown([Self.address("2001:db8::7"), Self.address("192.0.2.7")], sentence))
        #expect(names.note(of: "core-1") == sentence)
        #expect(names.known(of: "core-1") == KnownAddresses(of: "core-1", ["2001:db8::7", "192.0.2.7"]))

        service.say(.unknown)
        #expect(await names.find("core-1") == .unknown(wasKnown: true))
        service.say(.addresses([Self.address("192.0.2.8")]))
        #expect(await names.find("core-1") == .addresses([Self.address("192.0.2.8")]))
        #expect(names.note(of: "core-1") == nil)
    }

    @Test func `over a restart a name is asked at the address that was kept, if it was of that name`() async {
        let names = Service(Self.failure).names
        let kept = KnownAddresses("core-1=192.0.2.7")
        #expect(kept == KnownAddresses(of: "core-1", ["192.0.2.7"]))
        guard case .lastKnown(let addresses, _) = await names.find("core-1", known: kept) else {
            return #expect(Bool(false))
        }
        #expect(addresses == [Self.address("192.0.2.7")])
        #expect(
            await names.find("core-2", known: kept)
                == .failed("The name core-2 cannot be looked up (Temporary failure in name resolution)"))
    }

    @Test func `any number of names that hang hold up none that works, and none for longer than the limit`() async {
        let gate = DispatchSemaphore(value: 0)
        let resolver = HostResolver { host in
            guard host.hasPrefix("stuck") else { return .addresses([Self.address("192.0.2.7")]) }
            gate.wait()
            return .addresses([Self.address("192.0.2.8")])
        }
        let names = AddressBook(limit: .milliseconds(200), resolver: resolver)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                group.addTask {
                    let reason = "(the name service did not answer within 200 ms)"
                    #expect(
                        await names.find("stuck-\(number)")
                            == .failed("The name stuck-\(number) cannot be looked up \(reason)"))
                }
            }
        }
        for number in 0..<20 {
            var answer = await names.find("good-\(number)")
            while case .failed = answer { answer = await names.find("good-\(number)") }
            #expect(answer == .addresses([Self.address("192.0.2.7")]))
        }
        for _ in 0..<300 { gate.signal() }
        // What comes late is remembered all the same.
        while !(0..<300).contains(where: { !names.addresses(of: "stuck-\($0)").isEmpty }) { await Task.yield() }
    }

    @Test func `names that are known to hang do so among themselves`() async {
        let gate = DispatchSemaphore(value: 0)
        let isDown = NIOLockedValueBox(false)
        let resolver = HostResolver { host in
            guard host.hasPrefix("stuck") else { return .addresses([Self.address("192.0.2.7")]) }
            if isDown.withLockedValue({ $0 }) { gate.wait() }
            return Self.failure
        }
        let names = AddressBook(limit: .milliseconds(100), resolver: resolver)
        for number in 0..<400 { _ = await names.find("stuck-\(number)") }
        isDown.withLockedValue { $0 = true }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<400 { group.addTask { _ = await names.find("stuck-\(number)") } }
            group.addTask {
                while await names.find("good") != .addresses([Self.address("192.0.2.7")]) {}
            }
        }
        for _ in 0..<400 { gate.signal() }
    }

    @Test func `the other addresses are asked before a poll counts as silent, by ping and SNMP apart`() async throws {
        let agent = try SNMPDaemon([])
        let names = Service(
            .addresses([Self.address("127.9.9.9"), Self.address("2001:db8::1"), Self.address("127.0.0.1")])
        ).names
        let device = DeviceConfiguration(
            name: "core-1", address: "core-1.example.net", snmp: SNMPAccess(port: agent.port))
        let probe = Self.probe(names)
        var outcome = await probe.poll(device)
        while case .failed = outcome.snmp { outcome = await probe.poll(device) }
        #expect(outcome.facts.sysName == "core-1")
        guard case .answered = outcome.ping else { return #expect(Bool(false), "\(outcome.ping)") }
        // Each is remembered: nothing listens at the first.
        #expect(names.addresses(of: device.address, for: .ping).first == Self.address("127.9.9.9"))
        #expect(names.addresses(of: device.address, for: .snmp).first == Self.address("127.0.0.1"))
        let before = try await agent.packets()
        _ = await probe.poll(device)
        #expect(try await agent.packets() - before == 2)
    }

    @Test func `a name that was never found is not asked, and one that is gone is silent`() async {
        let service = Service(.unknown)
        let probe = Self.probe(service.names)
        let configuration = DeviceConfiguration(name: "core-1", address: "core-1.example.net")
        let reason = "The name core-1.example.net has no address: check the name, or the name service"
        let fresh = await probe.poll(configuration)
        #expect(fresh.ping == .notAsked(reason))
        #expect(fresh.snmp == .notAsked(reason))
        var device = Device(id: ID(1), configuration: configuration, createdAt: .now, updatedAt: .now)
        device.lastSeen = .now
        let gone = await probe.poll(device, knowing: nil)
        #expect(
            gone.ping
                == .silent("The name core-1.example.net has no address any more: check the name, or the name service"))
    }

    @Test func `a device whose name cannot be looked up is polled at its last known address, which is told`() async {
        let probe = Self.probe(Service(Self.failure).names)
        let configuration = DeviceConfiguration(
            name: "core-1", address: "core-1.example.net", snmp: SNMPAccess(version: .none))
        let device = Device(
            id: ID(1), configuration: configuration,
            facts: DeviceFacts(addresses: KnownAddresses(of: "core-1.example.net", ["127.0.0.1"])), createdAt: .now,
            updatedAt: .now)
        let outcome = await probe.poll(device, knowing: nil)
        guard case .answered = outcome.ping else { return #expect(Bool(false), "\(outcome.ping)") }
        #expect(outcome.note?.hasSuffix("polled at its last known address 127.0.0.1") == true)
        #expect(outcome.facts.addresses == device.facts.addresses)
    }

    @Test(arguments: ["fe80::1", "fe80::1%nosuch0", "127.255.255.255", "255.255.255.255"])
    func `what this machine cannot ask is its own fault, with a reason`(address: String) async {
        let outcome = await Self.probe(AddressBook()).poll(DeviceConfiguration(name: "x", address: address))
        for result in ["\(outcome.ping)", "\(outcome.snmp)"] {
            #expect(result.hasPrefix("notAsked("), "\(address): \(result)")
            #expect(result.count > 40)
        }
    }
}

struct AddressTrialTests {
    private static let addresses = ["192.0.2.1", "192.0.2.2", "192.0.2.3"].map { IPAddress($0).unsafelyUnwrapped }

    private typealias Ping = DeviceOutcome.PingResult
    private static let alive = Ping.answered(latency: 1, loss: 0)

    private func trial(_ results: [Ping]) async -> AddressTrial<Ping> {
        await AddressTrial(at: Array(Self.addresses.prefix(results.count))) {
            results[Self.addresses.firstIndex(of: $0) ?? 0]
        }
    }

    @Test func `one answer is enough, and the first address is asked alone`() async {
        #expect(await trial([Self.alive, .silent("x")]).attempts.count == 1)
        let second = await trial([.silent("a"), .notAsked("b"), Self.alive])
        #expect(second.decisive { _ in true }?.address == Self.addresses[2])
    }

    @Test func `silence counts before what could not be asked, unless that is what used to answer`() async {
        let mixed = await trial([.notAsked("no route"), .silent("b"), .silent("c")])
        let silent = mixed.decisive { _ in false }
        #expect(silent?.result == .silent("b"))
        #expect(silent.map { mixed.silentBeside($0) } == "; nor do its other addresses answer: 192.0.2.3")
        #expect(mixed.decisive { $0 == Self.addresses[0] }?.result == .notAsked("no route"))
        let none = await trial([.notAsked("a"), .notAsked("b")])
        #expect(none.decisive { _ in false }?.result == .notAsked("a"))
    }
}
