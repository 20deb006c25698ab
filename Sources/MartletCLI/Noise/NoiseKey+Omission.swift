internal import MartletPolicy

extension NoiseKey {
    /// What stands for a user whom the event does not name.
    private static let nobody = "-"
    private static let kubelets = "system:node:*"

    /// Whether credentials were rejected, so that there is nobody whom a policy could name.
    var isNobodys: Bool { user == Self.nobody }

    /// Whether a program of the cluster asks, as far as its name tells.
    var isProgram: Bool {
        user.hasPrefix("system:") && !["system:anonymous", "system:admin"].contains(user)
    }

    /// The requests as a policy names them, whatever their stage.
    ///
    /// - Returns: `nil` if it cannot name them, or only with others.
    var omission: Omission? {
        guard !isNobodys, let target = omittedTarget else { return nil }
        let omission =
            user == Self.kubelets
            ? Omission(userGroups: ["system:nodes"], verb: verb, target: target)
            : Omission(users: [user], verb: verb, target: target)
        return OmissionCheck.canSay(omission) ? omission : nil
    }

    private var omittedTarget: Omission.Target? {
        if target.hasPrefix("/") {
            // A star in the log is a letter, in a policy it is not.
            let path = target.hasSuffix("/*") ? target.dropLast(2) : target[...]
            return path.isEmpty || path.contains("*") ? nil : .path(target)
        }
        let parts = target.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let names = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard !names[0].isEmpty, !target.contains("*") else { return nil }
        let name = parts.count > 1 ? "\(names[0])/\(parts[1])" : String(names[0])
        return .resource(group: names.count > 1 ? String(names[1]) : "", name: name)
    }
}
