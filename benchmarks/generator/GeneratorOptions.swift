/// The command line of the generator.
struct GeneratorOptions {
    var seed: UInt64 = 1
    var limit = LogLimit.bytes(64 << 20)
    /// A path, or `-` for standard output.
    var output = "-"
    var truth: String?

    static let usage = """
        usage: audit-log-generator [--seed N] [--bytes SIZE | --events N] [--output FILE|-]
                                   [--truth FILE]

          --seed N       the same seed gives the same log (default: 1)
          --bytes SIZE   at most this much, in whole lines, e.g. 512KiB, 64MiB, 1GiB (default: 64MiB)
          --events N     exactly this many events instead
          --output FILE  where the log goes (default: -, standard output)
          --truth FILE   where the expected matches of each benchmark rule go, as JSON

        """

    /// - Throws: what is wrong with the arguments.
    init(arguments: [String]) throws(GeneratorError) {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else {
                throw GeneratorError("\(name) needs a value")
            }
            switch name {
            case "--seed":
                guard let number = UInt64(value) else {
                    throw GeneratorError("--seed wants a whole number, not '\(value)'")
                }
                seed = number
            case "--bytes":
                guard let size = Self.size(value) else {
                    throw GeneratorError("--bytes wants a size such as 64MiB, not '\(value)'")
                }
                limit = .bytes(size)
            case "--events":
                guard let number = Int(value), number >= 0 else {
                    throw GeneratorError("--events wants a whole number, not '\(value)'")
                }
                limit = .events(number)
            case "--output": output = value
            case "--truth": truth = value
            default: throw GeneratorError("unknown option '\(name)'")
            }
        }
    }

    private static func size(_ text: String) -> Int? {
        let units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("", 0)]
        for (suffix, shift) in units where text.hasSuffix(suffix) {
            guard let number = Int(text.dropLast(suffix.count)), number >= 0 else { return nil }
            let (size, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
            return overflow ? nil : size
        }
        return nil
    }
}
