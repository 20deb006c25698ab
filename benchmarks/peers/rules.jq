# The benchmark's rules for `jq -n -c -f rules.jq FILE`: one object with the counts.

def one_of($list): . as $value | any($list[]; . == $value);
def starts_with($prefixes): tostring as $text | any($prefixes[]; . as $p | $text | startswith($p));

# 10.0.0.0/8 and 172.16.0.0/12
def in_cluster_network: test("^(10|172\\.(1[6-9]|2[0-9]|3[01]))\\.");

def pod_specs: .requestObject.spec? // empty | ., (.template.spec? // empty);

def matches:
  (.user.username // "") as $user
  | (.requestURI // "") as $uri
  | .objectRef as $ref
  | (.stage == "ResponseComplete") as $complete
  | ($complete and (.verb | one_of(["create", "update", "patch"]))) as $write
  | ($user | startswith("system:serviceaccount:kube-system:")) as $system
  | (.stage == "ResponseStarted" and $ref.resource == "pods") as $session
  | ($write and ($system | not) and $ref.subresource == null
      and ($ref.resource | one_of([
        "pods", "deployments", "daemonsets", "statefulsets", "replicasets", "jobs"]))) as $workload
  | {
      pod_exec: ($session and ($ref.subresource | one_of(["exec", "attach"]))),
      pod_shell: (
        $session and $ref.subresource == "exec" and (.verb | one_of(["create", "get"]))
        and ($uri | test("command=(sh|bash|%2Fbin%2F(sh|bash|ash))"))),
      cluster_admin_binding: (
        $write and ($ref.resource | one_of(["clusterrolebindings", "rolebindings"]))
        and .requestObject.roleRef.name? == "cluster-admin"),
      privileged_container: (
        $workload and any(pod_specs.containers[]?; .securityContext.privileged? == true)),
      sensitive_host_path: (
        $workload and any(pod_specs.volumes[]?.hostPath.path? // empty;
          test("^/($|etc|root|proc|var/(run|lib/kubelet)($|/))"))),
      host_network: ($workload and any(pod_specs; .hostNetwork == true)),
      secrets_listed_everywhere: (
        $complete and .verb == "list" and $ref.resource == "secrets"
        and .responseStatus.code == 200 and $ref.namespace == null
        and ($user | one_of(["system:apiserver", "system:kube-controller-manager"]) | not)),
      pod_in_system_namespace: (
        $complete and .verb == "create" and $ref.resource == "pods" and $ref.subresource == null
        and ($ref.namespace | one_of(["kube-system", "kube-public"]))
        and .responseStatus.code == 201
        and ($user | starts_with(["system:node:", "system:serviceaccount:kube-system:"]) | not)),
      daemonset_created: (
        $complete and .verb == "create" and $ref.resource == "daemonsets"
        and ($user | startswith("system:") | not)),
      anonymous_allowed: (
        $user == "system:anonymous" and .annotations["authorization.k8s.io/decision"] == "allow"
        and ($uri | starts_with(["/healthz", "/livez", "/readyz", "/version"]) | not)
        and ((.userAgent // "") | startswith("kube-probe/") | not)),
      service_account_token: (
        $complete and .verb == "create" and $ref.resource == "serviceaccounts"
        and $ref.subresource == "token"
        and ($user | starts_with([
          "system:node:", "system:kube-controller-manager", "system:serviceaccount:kube-system:"
        ]) | not)),
      admission_webhook_changed: (
        $complete and (.verb | one_of(["create", "update", "patch", "delete"]))
        and (($ref.resource // "") | endswith("webhookconfigurations"))
        and (any(.sourceIPs[]?; in_cluster_network) | not))
    };

reduce inputs as $event ({events: 0, rules: {}};
  .events += 1
  | .rules = reduce ($event | matches | to_entries[]) as $rule (.rules;
      .[$rule.key] += (if $rule.value then 1 else 0 end)))
