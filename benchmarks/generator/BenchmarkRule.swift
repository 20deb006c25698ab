/// The rules of the benchmark, named as their files in `benchmarks/rules`.
package enum BenchmarkRule: String, CaseIterable, Sendable {
    case podExec = "pod_exec"
    case podShell = "pod_shell"
    case clusterAdminBinding = "cluster_admin_binding"
    case privilegedContainer = "privileged_container"
    case sensitiveHostPath = "sensitive_host_path"
    case hostNetwork = "host_network"
    case secretsListedEverywhere = "secrets_listed_everywhere"
    case podInSystemNamespace = "pod_in_system_namespace"
    case daemonSetCreated = "daemonset_created"
    case anonymousAllowed = "anonymous_allowed"
    case serviceAccountToken = "service_account_token"
    case admissionWebhookChanged = "admission_webhook_changed"
}
