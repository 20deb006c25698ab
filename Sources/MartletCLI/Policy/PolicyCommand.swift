internal import ArgumentParser

/// `martlet policy`: what an audit policy lets rules see.
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Check, write and try audit policies of Kubernetes.",
        discussion: """
            martlet policy check policy.yaml -r rules      which rules are blind, and why
            martlet policy generate -r rules               a policy that feeds the rules
            martlet policy simulate policy.yaml logs/      what it would have recorded
            """,
        subcommands: [
            CheckPolicyCommand.self, GeneratePolicyCommand.self, SimulatePolicyCommand.self,
        ]
    )
}
