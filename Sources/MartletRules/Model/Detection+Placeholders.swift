extension Detection {
    /// The names of all placeholders, whether they have their texts or not.
    package var namesOfPlaceholders: Set<String> {
        var names: Set<String> = []
        forEachItem { item in
            guard item.modifiers.expandsPlaceholders else { return }
            for value in item.values {
                names.formUnion(PlaceholderText(parsing: value.scalar.text).names)
            }
        }
        return names
    }
}
