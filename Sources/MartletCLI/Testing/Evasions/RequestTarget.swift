/// The path and the query of a request, as they are written.
struct RequestTarget: Equatable {
    /// The parts of the path between its slashes.
    var segments: [String]
    /// The parameters, `name=value`; `nil` if no question mark is there.
    var parameters: [String]?

    init(_ text: String) {
        let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        segments = halves[0].split(separator: "/").map(String.init)
        parameters =
            halves.count > 1
            ? halves[1].split(separator: "&").map(String.init) : nil
    }

    var text: String {
        let path = "/" + segments.joined(separator: "/")
        guard let parameters else { return path }
        return path + "?" + parameters.joined(separator: "&")
    }

    /// The name of a parameter.
    static func name(of parameter: String) -> String {
        String(parameter.prefix { $0 != "=" })
    }

    /// A text with its ASCII letters percent-encoded; what is encoded already stays.
    static func percentEncoded(_ text: String, uppercase: Bool) -> String {
        var result = ""
        var skipped = 0
        for scalar in text.unicodeScalars {
            if skipped > 0 {
                skipped -= 1
                result.unicodeScalars.append(scalar)
            } else if scalar == "%" {
                skipped = 2
                result.unicodeScalars.append(scalar)
            } else if scalar.isASCII, scalar.properties.isAlphabetic {
                result += "%" + String(scalar.value, radix: 16, uppercase: uppercase)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
