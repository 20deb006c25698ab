/// What a document of `run:` says, checked.
package struct RunSettings: Sendable {
    /// A key and its values.
    package struct Entry: Sendable, Equatable {
        package let setting: RunSetting
        /// As the command line would have them; of a flag that is set, none.
        package let values: [String]
    }

    /// In the order of the document.
    package let entries: [Entry]

    /// The settings as arguments of `martlet run`.
    package var arguments: [String] {
        entries.flatMap { entry in
            let option = "--\(entry.setting.rawValue)"
            return entry.values.isEmpty ? [option] : entry.values.map { "\(option)=\($0)" }
        }
    }

    /// The settings that others make differently, or not at all.
    package func changes(to other: RunSettings) -> [RunSetting] {
        RunSetting.allCases.filter { setting in
            entries.filter { $0.setting == setting }
                != other.entries.filter { $0.setting == setting }
        }
    }
}
