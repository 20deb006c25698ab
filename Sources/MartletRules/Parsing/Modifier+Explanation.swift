extension Modifier {
    /// What the modifier does, in a sentence for the author of a rule.
    package var explanation: String {
        switch self {
        case .all: "Every value of the list must match, instead of any."
        case .base64: "The value's Base64 text, at the start of an encoded text."
        case .base64offset: "The value's Base64 text, wherever it stands in an encoded text."
        case .cased: "Upper and lower case differ."
        case .cidr: "The field is an IP address in the block, such as 10.0.0.0/8."
        case .contains: "The value stands anywhere in the field."
        case .day: "The day of the month of the field's time, 1 to 31."
        case .endswith: "The field ends with the value."
        case .exists: "true: the field is there; false: it is not."
        case .expand: "%names% in the value stand for the values of a placeholder file."
        case .fieldref: "The value is the name of another field, whose value must be the same."
        case .gt: "The field is a number greater than the value."
        case .gte: "The field is a number greater than or equal to the value."
        case .hour: "The hour of the field's time, 0 to 23."
        case .lt: "The field is a number less than the value."
        case .lte: "The field is a number less than or equal to the value."
        case .minute: "The minute of the field's time, 0 to 59."
        case .month: "The month of the field's time, 1 to 12."
        case .neq: "The field has none of the values; an absent field has none."
        case .re: "The regular expression is found anywhere in the field; case counts."
        case .startswith: "The field begins with the value."
        case .utf16: "The value in UTF-16 with a byte order mark, to be encoded in Base64."
        case .utf16be: "The value in big-endian UTF-16, to be encoded in Base64."
        case .utf16le: "The value in little-endian UTF-16, to be encoded in Base64."
        case .week: "The ISO 8601 week of the field's time, 1 to 53."
        case .wide: "The value in little-endian UTF-16, to be encoded in Base64."
        case .windash: "A dash that begins a word stands for any of - / and longer dashes."
        case .year: "The year of the field's time."
        case .ignoringCase: "The regular expression ignores case."
        case .multiLine: "^ and $ stand at the ends of lines as well."
        case .dotMatchingAll: "The dot stands for line breaks as well."
        }
    }
}
