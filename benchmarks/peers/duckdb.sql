-- The benchmark's rules for DuckDB. Only the columns that a rule reads are in the schema.
with events as (
    select
        *,
        stage = 'ResponseComplete' as complete,
        complete and verb in ('create', 'update', 'patch') as writes,
        "user".username as caller,
        starts_with(caller, 'system:serviceaccount:kube-system:') as system,
        requestObject.spec as pod,
        requestObject.spec.template.spec as template,
        writes and not system and objectRef.subresource is null and objectRef.resource in (
            'pods', 'deployments', 'daemonsets', 'statefulsets', 'replicasets', 'jobs'
        ) as workload
    from read_json(
        '{path}',
        format = 'newline_delimited',
        columns = {
            stage: 'varchar',
            verb: 'varchar',
            requestURI: 'varchar',
            "user": 'struct(username varchar)',
            sourceIPs: 'varchar[]',
            userAgent: 'varchar',
            objectRef: 'struct(resource varchar, subresource varchar, namespace varchar)',
            responseStatus: 'struct(code integer)',
            requestObject: 'struct(
                roleRef struct(name varchar),
                spec struct(
                    hostNetwork boolean,
                    containers struct(securityContext struct(privileged boolean))[],
                    volumes struct(hostPath struct(path varchar))[],
                    template struct(spec struct(
                        hostNetwork boolean,
                        containers struct(securityContext struct(privileged boolean))[],
                        volumes struct(hostPath struct(path varchar))[]
                    ))
                )
            )',
            annotations: 'struct("authorization.k8s.io/decision" varchar)'
        }
    )
)
select
    count(*) as events,
    count_if(
        stage = 'ResponseStarted' and objectRef.resource = 'pods'
        and objectRef.subresource in ('exec', 'attach')
    ) as pod_exec,
    count_if(
        stage = 'ResponseStarted' and objectRef.resource = 'pods'
        and objectRef.subresource = 'exec' and verb in ('create', 'get')
        and regexp_matches(requestURI, 'command=(sh|bash|%2Fbin%2F(sh|bash|ash))')
    ) as pod_shell,
    count_if(
        writes and objectRef.resource in ('clusterrolebindings', 'rolebindings')
        and requestObject.roleRef.name = 'cluster-admin'
    ) as cluster_admin_binding,
    count_if(
        workload and (
            len(list_filter(pod.containers, lambda c: c.securityContext.privileged)) > 0
            or len(list_filter(template.containers, lambda c: c.securityContext.privileged)) > 0
        )
    ) as privileged_container,
    count_if(
        workload and len(list_filter(
            list_concat(pod.volumes, template.volumes),
            lambda v: regexp_matches(
                v.hostPath.path, '^/($|etc|root|proc|var/(run|lib/kubelet)($|/))'
            )
        )) > 0
    ) as sensitive_host_path,
    count_if(workload and (pod.hostNetwork or template.hostNetwork)) as host_network,
    count_if(
        complete and verb = 'list' and objectRef.resource = 'secrets'
        and responseStatus.code = 200 and objectRef.namespace is null
        and caller not in ('system:apiserver', 'system:kube-controller-manager')
    ) as secrets_listed_everywhere,
    count_if(
        complete and verb = 'create' and objectRef.resource = 'pods'
        and objectRef.subresource is null
        and objectRef.namespace in ('kube-system', 'kube-public')
        and responseStatus.code = 201 and not starts_with(caller, 'system:node:') and not system
    ) as pod_in_system_namespace,
    count_if(
        complete and verb = 'create' and objectRef.resource = 'daemonsets'
        and not starts_with(caller, 'system:')
    ) as daemonset_created,
    count_if(
        caller = 'system:anonymous' and annotations."authorization.k8s.io/decision" = 'allow'
        and not regexp_matches(requestURI, '^/(healthz|livez|readyz|version)')
        and not starts_with(userAgent, 'kube-probe/')
    ) as anonymous_allowed,
    count_if(
        complete and verb = 'create' and objectRef.resource = 'serviceaccounts'
        and objectRef.subresource = 'token' and not system
        and not starts_with(caller, 'system:node:')
        and not starts_with(caller, 'system:kube-controller-manager')
    ) as service_account_token,
    count_if(
        complete and verb in ('create', 'update', 'patch', 'delete')
        and ends_with(objectRef.resource, 'webhookconfigurations')
        and len(list_filter(
            sourceIPs,
            lambda a: regexp_matches(a, '^(10|172\.(1[6-9]|2[0-9]|3[01]))\.')
        )) = 0
    ) as admission_webhook_changed
from events
