import ArgumentParser

@main
struct Lapwing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "lapwing")
}
