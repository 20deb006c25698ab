/// Numbers as people read them, without Foundation.
package enum ReadableNumber {
    /// A whole number with its thousands apart: `1,234,567`.
    package static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude).utf8)
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return text
    }

    /// A number rounded to so many digits behind the point: `3.14`.
    ///
    /// Numbers beyond 10^15 and those that are not finite are written as the standard library does.
    package static func fixed(_ number: Double, fractionDigits: Int) -> String {
        guard number.isFinite, number.magnitude < 1e15 else { return "\(number)" }
        var scale = 1
        for _ in 0..<fractionDigits { scale *= 10 }
        let scaled = Int((number.magnitude * Double(scale)).rounded())
        let whole = String(scaled / scale)
        let sign = number < 0 && scaled > 0 ? "-" : ""
        guard fractionDigits > 0 else { return sign + whole }
        let fraction = String(scaled % scale)
        let padding = String(repeating: "0", count: fractionDigits - fraction.utf8.count)
        return "\(sign)\(whole).\(padding)\(fraction)"
    }

    /// A count and its noun: `1 event`, `2 events`, `2 matches`.
    package static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
        "\(grouped(count)) \(count == 1 ? noun : plural ?? noun + "s")"
    }

    /// A span of time: `0.42 s`, `12.3 s`, `4:05`, `1:02:03`.
    package static func duration(seconds: Double) -> String {
        if seconds < 10 { return "\(fixed(max(0, seconds), fractionDigits: 2)) s" }
        if seconds < 60 { return "\(fixed(seconds, fractionDigits: 1)) s" }
        guard seconds < 1e9 else { return "a long time" }
        let whole = Int(seconds)
        let (minutes, rest) = (whole / 60, whole % 60)
        let padded = rest < 10 ? "0\(rest)" : "\(rest)"
        if minutes < 60 { return "\(minutes):\(padded)" }
        let minute = minutes % 60
        return "\(minutes / 60):\(minute < 10 ? "0" : "")\(minute):\(padded)"
    }
}
