/// A tree of detection items.
package indirect enum Search: Sendable {
    /// A map: every member holds.
    case all([Search])
    /// A list: at least one member holds.
    case any([Search])
    /// A block over the elements of an array, `containers[any]:`.
    case elements(ElementBlock)
    /// A leaf.
    case item(DetectionItem)
}
