/// How a detection rule's matches of a group become one signal: `martlet: group_by`, `window`.
package struct Quieting: Sendable {
    /// The fields that group, aliases resolved.
    package var groupBy: [FieldReference]
    package var episode: Episode

    package init(groupBy: [FieldReference], episode: Episode) {
        self.groupBy = groupBy
        self.episode = episode
    }
}
