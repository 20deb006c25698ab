extension YAMLScalar {
    /// A text that is no number, boolean or null, whatever it looks like.
    init(ofText text: String) {
        self.init(text: text, style: .singleQuoted)
    }

    /// The leaf as another type, or `nil` if it does not spell a number that it must be.
    func converted(to type: ValueTransformation.ScalarType?) -> YAMLScalar? {
        switch type {
        case nil: return self
        case .text: return YAMLScalar(ofText: text)
        case .number:
            let plain = YAMLScalar(text: text, style: .plain)
            if case .number = plain.value { return plain }
            return nil
        }
    }

    /// Whether two leaves are of one type and stand for the same.
    func isEqual(to other: YAMLScalar) -> Bool {
        ScalarComparison(relation: .equal, value: other).holds(self)
    }
}
