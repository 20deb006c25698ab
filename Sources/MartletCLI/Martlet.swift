internal import ArgumentParser
internal import MartletRules

@main
struct Martlet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "martlet",
        abstract: "Detect security signals in event streams.",
        version: "0.1.0 (libyaml \(YAMLParser.libraryVersion))"
    )
}
