/// Pods and what they are made of.
extension KubernetesObjects {
    static let podStatus: JSONTemplate = """
        "status":{"phase":"Running","conditions":[
        {"type":"PodReadyToStartContainers","status":"True","lastProbeTime":null,
        "lastTransitionTime":"\(.pastTime)"},
        {"type":"Initialized","status":"True","lastProbeTime":null,
        "lastTransitionTime":"\(.pastTime)"},
        {"type":"Ready","status":"False","lastProbeTime":null,"lastTransitionTime":"\(.pastTime)",
        "reason":"ContainersNotReady","message":"containers with unready status: [\(.workload)]"},
        {"type":"PodScheduled","status":"True","lastProbeTime":null,
        "lastTransitionTime":"\(.pastTime)"}],
        "hostIP":"\(.nodeAddress)","podIP":"\(.podAddress)","podIPs":[{"ip":"\(.podAddress)"}],
        "startTime":"\(.pastTime)","containerStatuses":[{"name":"\(.workload)",
        "state":{"running":{"startedAt":"\(.pastTime)"}},"lastState":{"terminated":{
        "exitCode":137,"reason":"OOMKilled","startedAt":"\(.pastTime)","finishedAt":"\(.pastTime)",
        "containerID":"containerd://\(.digest)"}},"ready":false,"restartCount":\(.smallNumber),
        "image":"\(.image):v1.\(.smallNumber).0","imageID":"\(.image)@sha256:\(.digest)",
        "containerID":"containerd://\(.digest)","started":true}],"qosClass":"Burstable"}
        """

    /// A container of an ordinary application, with `variables` environment variables.
    static func container(
        _ name: JSONTemplate = "\(.workload)",
        variables: Int = 3,
        securityContext: JSONTemplate = """
        {"capabilities":{"drop":["ALL"]},"privileged":false,"runAsNonRoot":true,
        "readOnlyRootFilesystem":true,"allowPrivilegeEscalation":false}
        """
    ) -> JSONTemplate {
        let environment = (0..<variables).map { index -> JSONTemplate in
            """
            {"name":"SETTING_\(index)","valueFrom":{"configMapKeyRef":{"name":"\(.workload)-env",
            "key":"setting.\(index)","optional":true}}}
            """
        }
        return """
            {"name":"\(name)","image":"\(.image):v1.\(.smallNumber).0","args":["--v=2",
            "--listen=:8080","--filter=latency<250ms && code>=500"],"ports":[{"name":"http",
            "containerPort":8080,"protocol":"TCP"}],"env":[\(JSONTemplate(environment, separator: ","))],
            "resources":{"limits":{"memory":"512Mi"},"requests":{"cpu":"100m","memory":"256Mi"}},
            "volumeMounts":[{"name":"kube-api-access-\(.nameSuffix)","readOnly":true,
            "mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],
            "livenessProbe":{"httpGet":{"path":"/healthz","port":"http","scheme":"HTTP"},
            "timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},
            "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File",
            "imagePullPolicy":"IfNotPresent","securityContext":\(securityContext)}
            """
    }

    /// The volumes of every pod: the projected token.
    static let tokenVolume: JSONTemplate = """
        {"name":"kube-api-access-\(.nameSuffix)","projected":{"sources":[{"serviceAccountToken":{
        "expirationSeconds":3607,"path":"token"}},{"configMap":{"name":"kube-root-ca.crt",
        "items":[{"key":"ca.crt","path":"ca.crt"}]}},{"downwardAPI":{"items":[{"path":"namespace",
        "fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}],"defaultMode":420}}
        """

    static func podSpec(
        containers: [JSONTemplate] = [container()],
        volumes: [JSONTemplate] = [tokenVolume],
        host: JSONTemplate = ""
    ) -> JSONTemplate {
        """
        "spec":{"volumes":[\(JSONTemplate(volumes, separator: ","))],
        "containers":[\(JSONTemplate(containers, separator: ","))],"restartPolicy":"Always",
        "terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst",
        "serviceAccountName":"\(.workload)","serviceAccount":"\(.workload)",\(host)
        "securityContext":{"seccompProfile":{"type":"RuntimeDefault"}},
        "schedulerName":"default-scheduler","tolerations":[{"key":"node.kubernetes.io/not-ready",
        "operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],"priority":0,
        "enableServiceLinks":true,"preemptionPolicy":"PreemptLowerPriority"}
        """
    }

    /// A pod as its creator sends it.
    static func pod(
        name: JSONTemplate = "\(.pod)",
        namespace: JSONTemplate = "\(.namespace)",
        spec: JSONTemplate = podSpec()
    ) -> JSONTemplate {
        """
        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"\(name)","namespace":"\(namespace)",
        "creationTimestamp":null,"labels":{"app.kubernetes.io/name":"\(.workload)",
        "pod-template-hash":"\(.nameSuffix)"},"ownerReferences":[{"apiVersion":"apps/v1",
        "kind":"ReplicaSet","name":"\(.workload)-\(.nameSuffix)","uid":"\(.uid)",
        "controller":true,"blockOwnerDeletion":true}]},\(spec),"status":{}}
        """
    }

    /// A pod as the server returns it.
    static func storedPod(spec: JSONTemplate = podSpec()) -> JSONTemplate {
        let fields: JSONTemplate = """
            "f:metadata":{"f:generateName":{},"f:labels":{".":{},"f:app.kubernetes.io/name":{},
            "f:pod-template-hash":{}},"f:ownerReferences":{".":{},
            "k:{\\"uid\\":\\"\(.uid)\\"}":{}}},"f:spec":{"f:containers":{
            "k:{\\"name\\":\\"\(.workload)\\"}":{".":{},"f:args":{},"f:env":{".":{},
            "k:{\\"name\\":\\"SETTING_0\\"}":{".":{},"f:name":{},"f:valueFrom":{}}},"f:image":{},
            "f:imagePullPolicy":{},"f:livenessProbe":{".":{},"f:failureThreshold":{},
            "f:httpGet":{".":{},"f:path":{},"f:port":{},"f:scheme":{}},"f:periodSeconds":{}},
            "f:name":{},"f:ports":{".":{},"k:{\\"containerPort\\":8080,\\"protocol\\":\\"TCP\\"}":{
            ".":{},"f:containerPort":{},"f:name":{},"f:protocol":{}}},"f:resources":{},
            "f:securityContext":{}}},"f:dnsPolicy":{},"f:restartPolicy":{},"f:schedulerName":{}}
            """
        let metadata = metadata(
            name: "\(.pod)",
            annotations: #""checksum/config":"\#(.digest)""#,
            managedFields: managedFields("kube-controller-manager", fields: fields)
        )
        return #"{"kind":"Pod","apiVersion":"v1",\#(metadata),\#(spec),\#(podStatus)}"#
    }
}
