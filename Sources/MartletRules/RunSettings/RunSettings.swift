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
    /// Where signals go, beside what ``RunSetting/output`` says.
    package var outputs: [OutputSettings] = []

    /// The settings as arguments of `martlet run`.
    package var arguments: [String] {
        entries.flatMap { entry in
            let option = "--\(entry.setting.rawValue)"
            return entry.values.isEmpty ? [option] : entry.values.map { "\(option)=\($0)" }
        }
    }

    /// The keys of settings that others make differently, or not at all.
    ///
    /// - Parameters:
    ///   - other: the settings to compare with.
    ///   - isTakenOver: whether those are meant that a run takes over, or the rest.
    /// - Returns: the keys, in the order of the documentation.
    package func changes(to other: RunSettings, takenOver isTakenOver: Bool) -> [String] {
        let changed = RunSetting.allCases.filter { setting in
            setting.isTakenOver == isTakenOver
                && entries.filter { $0.setting == setting }
                    != other.entries.filter { $0.setting == setting }
        }
        return changed.map(\.rawValue)
            + (isTakenOver && outputs != other.outputs ? ["outputs"] : [])
    }
}
