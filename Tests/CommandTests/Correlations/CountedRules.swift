/// A correlation, its rule, and a quiet rule, with tests that pass.
enum CountedRules {
    static let rules = """
        title: Many Denied Requests
        id: 3d1f63c4-8c1e-4a0e-9b41-0d1c1d1a2b3c
        correlation:
            type: event_count
            rules: [denied]
            group-by: [user.username]
            timespan: 5m
            condition: {gte: 3}
        level: high
        tags: [attack.discovery, attack.t1613]
        martlet:
            severity_if:
                - {count: {gte: 4}, level: critical}
            tests:
                - name: three in a minute
                  signals:
                      - {group: {user.username: mallory}, count: 3, level: high}
                  events:
                      - {verb: get, auditID: a, stageTimestamp: 2026-11-25T10:00:00Z, user: {username: mallory}, responseStatus: {code: 403}}
                      - {verb: get, auditID: b, stageTimestamp: 2026-11-25T10:00:30Z, user: {username: mallory}, responseStatus: {code: 403}}
                      - {verb: get, auditID: c, stageTimestamp: 2026-11-25T10:05:00Z, user: {username: mallory}, responseStatus: {code: 403}}
                - name: any signal will do
                  match: true
                  file: many.jsonl
                - name: one is no attack
                  match: false
                  event: {verb: get, auditID: a, stageTimestamp: 2026-11-25T10:00:00Z, user: {username: bob}, responseStatus: {code: 403}}
        ---
        title: Denied Request
        name: denied
        logsource: {product: kubernetes, service: audit}
        detection:
            denied: {responseStatus.code: 403}
            condition: denied
        ---
        title: Secret Read
        id: 9f0cf2a4-9be1-4f7b-8e75-93f6ea1a2c11
        logsource: {product: kubernetes, service: audit}
        detection:
            read: {objectRef.resource: secrets}
            admins: {user.groups: admins}
            condition: read
        level: low
        martlet:
            group_by: [user.username]
            window: 10m
            severity_if:
                - {condition: admins, level: medium}
            tests:
                - name: two quiet groups
                  signals:
                      - {group: {user.username: mallory}, count: 2, level: low}
                      - {group: {user.username: alice}, count: 1, level: medium}
                  events:
                      - {verb: get, auditID: a, stageTimestamp: 2026-11-25T10:00:00Z, user: {username: mallory}, objectRef: {resource: secrets}}
                      - {verb: get, auditID: b, stageTimestamp: 2026-11-25T10:01:00Z, user: {username: alice, groups: [admins]}, objectRef: {resource: secrets}}
                      - {verb: get, auditID: c, stageTimestamp: 2026-11-25T10:02:00Z, user: {username: mallory}, objectRef: {resource: secrets}}

        """

    static let events = """
        {"verb":"get","auditID":"a","stageTimestamp":"2026-11-25T10:00:00Z","user":{"username":"eve"},"responseStatus":{"code":403}}
        {"verb":"get","auditID":"b","stageTimestamp":"2026-11-25T10:00:01Z","user":{"username":"eve"},"responseStatus":{"code":403}}

        {"verb":"get","auditID":"d","stageTimestamp":"2026-11-25T10:00:03Z","user":{"username":"eve"},"responseStatus":{"code":403}}
        {"verb":"get","auditID":"c","stageTimestamp":"2026-11-25T10:00:02Z","user":{"username":"eve"},"responseStatus":{"code":403}}

        """

    /// A folder with the rules and the events.
    static func folder() -> TemporaryFolder {
        let folder = TemporaryFolder()
        folder.write("rules/many.yml", rules)
        folder.write("rules/many.jsonl", events)
        return folder
    }
}
