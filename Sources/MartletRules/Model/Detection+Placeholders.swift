extension Detection {
    /// Whether a value waits for the texts of a placeholder.
    var hasPlaceholders: Bool {
        var result = false
        forEachItem { item in
            if item.values.contains(where: { !$0.pending.isEmpty }) { result = true }
        }
        return result
    }

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
