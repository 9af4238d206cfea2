import ArgumentParser
import LapwingServer

@main
struct Lapwing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lapwing", abstract: "Watches network devices and IP cameras and raises the alarm.",
        version: Version.current,
        subcommands: [
            Serve.self, Worker.self, Health.self, Migrate.self, BackUp.self, Restore.self, Copy.self, Check.self,
            Get.self, Walk.self, Trap.self, Simulate.self,
        ])
}
