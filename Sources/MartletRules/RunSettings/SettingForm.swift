/// What the value of a setting may be.
package enum SettingForm: Sendable, Equatable {
    case flag
    /// A path, which counts from the folder of the file.
    case path
    /// One path or several.
    case paths
    case text
    /// One address or several.
    case texts
    case size
    case time
    case count
    case choice([String])
    /// An address with one of these schemes, or where one is to be read.
    case address([String])
    /// Where something is to be read that should not stand in the file.
    case secret
    /// Texts, or where they are to be read, by name.
    case headers
    /// A text with places of signals in it.
    case template
}
