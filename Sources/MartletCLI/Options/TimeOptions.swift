internal import ArgumentParser

/// The option that says in which zone rules see times, shared by the subcommands.
struct TimeOptions: ParsableArguments {
    @Option(
        // An offset may begin with a minus sign.
        parsing: .unconditional,
        help: ArgumentHelp(
            "Where rules see hours and days: UTC, local, +02:00, Europe/Berlin (default: as written).",
            valueName: "zone"
        )
    )
    var timeZone: TimeZoneChoice?

    mutating func validate() throws {
        if case .named(let name)? = timeZone, timeZone?.isKnown == false {
            throw ValidationError(
                """
                --time-zone: no zone '\(name)' in \(TimeZoneChoice.folder): take UTC, local, an \
                offset such as +02:00, or a name such as Europe/Berlin.
                """
            )
        }
    }
}
