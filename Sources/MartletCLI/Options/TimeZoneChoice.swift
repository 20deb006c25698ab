internal import ArgumentParser
internal import Glibc
internal import MartletEngine

/// A time zone as the command line names it: `UTC`, `local`, `+02:00`, `Europe/Berlin`.
enum TimeZoneChoice: Equatable, Sendable {
    /// Ahead of UTC by so many seconds, all year.
    case offset(Int)
    /// The zone of this machine.
    case local
    /// A zone of the IANA database.
    case named(String)

    /// The folder in which the C library looks zones up.
    static var folder: String {
        // SAFETY: the text is copied at once, while nobody else changes the environment.
        guard let folder = unsafe getenv("TZDIR") else { return "/usr/share/zoneinfo" }
        return unsafe String(cString: folder)
    }

    /// Whether the zone's rules are on this machine.
    var isKnown: Bool {
        guard case .named(let name) = self else { return true }
        // Nothing that leads out of the folder.
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else { return false }
        // SAFETY: the path is copied, and the array has room for four bytes.
        let descriptor = unsafe open("\(TimeZoneChoice.folder)/\(name)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var magic: [UInt8] = [0, 0, 0, 0]
        let count = unsafe read(descriptor, &magic, magic.count)
        return count == magic.count && magic == Array("TZif".utf8)
    }

    /// How far the zone's clocks are ahead of UTC, in seconds, at a second since 1970.
    ///
    /// Sets the time zone of the process, so that it is called once, before there are threads.
    func makeOffsets() -> ScanOptions.TimeZone {
        switch self {
        case .offset(let seconds):
            return { _ in seconds }
        case .named(let name):
            // SAFETY: the C library copies both texts.
            unsafe setenv("TZ", ":\(name)", 1)
        case .local:
            break
        }
        tzset()
        return { seconds in
            var time = time_t(seconds)
            // SAFETY: both live for the call; a year that does not fit leaves the parts as they are.
            var parts = unsafe tm()
            _ = unsafe localtime_r(&time, &parts)
            return unsafe parts.tm_gmtoff
        }
    }
}

extension TimeZoneChoice: ExpressibleByArgument {
    init?(argument: String) {
        let text = Array(argument.utf8)
        switch text.first {
        case nil:
            return nil
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard text.count == 6, text[3] == UInt8(ascii: ":"),
                let hours = TimeZoneChoice.number(text[1...2]), hours < 24,
                let minutes = TimeZoneChoice.number(text[4...5]), minutes < 60
            else { return nil }
            let seconds = (hours * 60 + minutes) * 60
            self = .offset(text[0] == UInt8(ascii: "-") ? -seconds : seconds)
        default:
            switch argument.lowercased() {
            case "utc", "z": self = .offset(0)
            case "local": self = .local
            default: self = .named(argument)
            }
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.reduce(0) { value, byte in
            guard let value, byte &- 0x30 < 10 else { return nil }
            return value * 10 + Int(byte &- 0x30)
        }
    }
}
