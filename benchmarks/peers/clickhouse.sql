-- The benchmark's rules for ClickHouse (chDB). Only the columns that a rule reads are in the
-- schema.
with
    stage = 'ResponseComplete' as complete,
    complete and verb in ('create', 'update', 'patch') as writes,
    user.username as caller,
    startsWith(caller, 'system:serviceaccount:kube-system:') as system,
    objectRef.resource as resource,
    objectRef.subresource as subresource,
    objectRef.namespace as namespace,
    requestObject.spec as pod,
    pod.template.spec as template,
    writes and not system and subresource = '' and resource in (
        'pods', 'deployments', 'daemonsets', 'statefulsets', 'replicasets', 'jobs'
    ) as workload
select
    count() as events,
    countIf(
        stage = 'ResponseStarted' and resource = 'pods' and subresource in ('exec', 'attach')
    ) as pod_exec,
    countIf(
        stage = 'ResponseStarted' and resource = 'pods' and subresource = 'exec'
        and verb in ('create', 'get')
        and match(requestURI, 'command=(sh|bash|%2Fbin%2F(sh|bash|ash))')
    ) as pod_shell,
    countIf(
        writes and resource in ('clusterrolebindings', 'rolebindings')
        and requestObject.roleRef.name = 'cluster-admin'
    ) as cluster_admin_binding,
    countIf(
        workload and arrayExists(
            c -> c.securityContext.privileged, arrayConcat(pod.containers, template.containers)
        )
    ) as privileged_container,
    countIf(
        workload and arrayExists(
            v -> match(v.hostPath.path, '^/($|etc|root|proc|var/(run|lib/kubelet)($|/))'),
            arrayConcat(pod.volumes, template.volumes)
        )
    ) as sensitive_host_path,
    countIf(workload and (pod.hostNetwork or template.hostNetwork)) as host_network,
    countIf(
        complete and verb = 'list' and resource = 'secrets' and responseStatus.code = 200
        and namespace = ''
        and caller not in ('system:apiserver', 'system:kube-controller-manager')
    ) as secrets_listed_everywhere,
    countIf(
        complete and verb = 'create' and resource = 'pods' and subresource = ''
        and namespace in ('kube-system', 'kube-public') and responseStatus.code = 201
        and not startsWith(caller, 'system:node:') and not system
    ) as pod_in_system_namespace,
    countIf(
        complete and verb = 'create' and resource = 'daemonsets'
        and not startsWith(caller, 'system:')
    ) as daemonset_created,
    countIf(
        caller = 'system:anonymous' and annotations.`authorization.k8s.io/decision` = 'allow'
        and not match(requestURI, '^/(healthz|livez|readyz|version)')
        and not startsWith(userAgent, 'kube-probe/')
    ) as anonymous_allowed,
    countIf(
        complete and verb = 'create' and resource = 'serviceaccounts' and subresource = 'token'
        and not system and not startsWith(caller, 'system:node:')
        and not startsWith(caller, 'system:kube-controller-manager')
    ) as service_account_token,
    countIf(
        complete and verb in ('create', 'update', 'patch', 'delete')
        and endsWith(resource, 'webhookconfigurations')
        and not arrayExists(a -> match(a, '^(10|172\\.(1[6-9]|2[0-9]|3[01]))\\.'), sourceIPs)
    ) as admission_webhook_changed
from file('{path}', 'JSONEachRow', $$
    stage String,
    verb String,
    requestURI String,
    user Tuple(username String),
    sourceIPs Array(String),
    userAgent String,
    objectRef Tuple(resource String, subresource String, namespace String),
    responseStatus Tuple(code Int32),
    requestObject Tuple(
        roleRef Tuple(name String),
        spec Tuple(
            hostNetwork Bool,
            containers Array(Tuple(securityContext Tuple(privileged Bool))),
            volumes Array(Tuple(hostPath Tuple(path String))),
            template Tuple(spec Tuple(
                hostNetwork Bool,
                containers Array(Tuple(securityContext Tuple(privileged Bool))),
                volumes Array(Tuple(hostPath Tuple(path String)))
            ))
        )
    ),
    annotations Tuple(`authorization.k8s.io/decision` String)
$$)
settings
    max_threads = {threads},
    input_format_skip_unknown_fields = 1,
    input_format_null_as_default = 1,
    input_format_json_defaults_for_missing_elements_in_named_tuple = 1,
    input_format_json_ignore_unknown_keys_in_named_tuple = 1
