extension String {
    /// The scalars with upper and lower case exchanged where that is one to one.
    var swappedCase: [Unicode.Scalar] {
        unicodeScalars.map { scalar in
            let upper = scalar.properties.uppercaseMapping.unicodeScalars
            let lower = scalar.properties.lowercaseMapping.unicodeScalars
            let other = scalar.properties.isLowercase ? upper : lower
            return other.count == 1 ? other.first ?? scalar : scalar
        }
    }
}
