/// Simple case folding derived from the standard library instead of from a table.
///
/// `CaseFolding.txt` is generated as "lower case of upper case", with the exceptions below; the
/// library knows the full mappings only, so one that is longer than a scalar counts as none.
package enum ReferenceCaseFolding {
    /// The folded form of a scalar; a surrogate folds to itself.
    package static func fold(_ value: UInt32) -> UInt32 {
        guard let scalar = Unicode.Scalar(value) else { return value }
        switch value {
        // Dotted capital and dotless small I fold only in the Turkic languages.
        case 0x130, 0x131: return value
        // Cherokee folds to upper case, because its small letters came later.
        case 0x13A0...0x13F5: return value
        case 0x13F8...0x13FD, 0xAB70...0xABBF:
            return single(scalar.properties.uppercaseMapping, value)
        // Pairs that differ only by their full upper case, made equal in Unicode 15.1.
        case 0x1FD3: return 0x390
        case 0x1FE3: return 0x3B0
        case 0xFB05: return 0xFB06
        default: break
        }
        let upper = single(scalar.properties.uppercaseMapping, value)
        guard let raised = Unicode.Scalar(upper) else { return value }
        return single(raised.properties.lowercaseMapping, upper)
    }

    private static func single(_ mapping: String, _ fallback: UInt32) -> UInt32 {
        let scalars = mapping.unicodeScalars
        guard scalars.count == 1, let only = scalars.first else { return fallback }
        return only.value
    }
}
