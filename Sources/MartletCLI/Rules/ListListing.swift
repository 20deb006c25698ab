internal import MartletRules

/// Lists as `martlet rules --lists` shows them.
struct ListListing {
    /// Values of a list that are shown; the others are counted.
    private static let shownValueLimit = 100

    private let lists: [NamedList]
    /// The titles of the rules and filters that name each list.
    private let readers: [String: [String]]

    init(lists: [NamedList], ruleSet: RuleSet) {
        self.lists = lists
        var readers: [String: [String]] = [:]
        for rule in ruleSet.rules {
            let names = rule.detection.namesOfPlaceholders.union(rule.requiredLists.map(\.name))
            for name in names { readers[name, default: []].append(rule.title) }
        }
        for filter in ruleSet.filters {
            for name in filter.detection.namesOfPlaceholders {
                readers[name, default: []].append(filter.title)
            }
        }
        self.readers = readers
    }

    /// A block of lines a list: its name and size, then what is on it, who reads it and its values.
    func table(style: TerminalStyle) -> String {
        var text = ""
        for list in lists {
            let count = ReadableNumber.counted(list.values.count, "value")
            text += "\(style.bold(list.name))  \(style.dim("\(count), \(readers(of: list))"))\n"
            if let description = list.description {
                text += "  \(style.dim(VisibleText.escape(description)))\n"
            }
            for value in list.values.prefix(Self.shownValueLimit) {
                text += "  \(VisibleText.escape(value))\n"
            }
            let rest = list.values.count - Self.shownValueLimit
            if rest > 0 { text += "  and \(ReadableNumber.grouped(rest)) more\n" }
        }
        return text + ReadableNumber.counted(lists.count, "list") + "\n"
    }

    /// A JSON array of objects.
    var json: JSONValue {
        .array(
            lists.map { list in
                var members: [(key: String, value: JSONValue)] = [
                    (key: "name", value: .string(list.name))
                ]
                if let description = list.description {
                    members.append((key: "description", value: .string(description)))
                }
                members.append(
                    (key: "values", value: .array(list.values.map { .string($0) }))
                )
                members.append(
                    (key: "rules", value: .array(titles(reading: list).map { .string($0) }))
                )
                members.append((key: "file", value: .string(list.location.file)))
                members.append((key: "line", value: .integer(list.location.line)))
                return .object(members)
            }
        )
    }

    private func readers(of list: NamedList) -> String {
        let count = titles(reading: list).count
        return count == 0 ? "read by no rule" : "read by \(ReadableNumber.counted(count, "rule"))"
    }

    private func titles(reading list: NamedList) -> [String] { readers[list.name] ?? [] }
}
