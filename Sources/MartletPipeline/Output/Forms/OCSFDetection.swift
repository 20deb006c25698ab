internal import MartletEngine
internal import MartletRules

/// Signals as Detection Findings of the Open Cybersecurity Schema Framework, a line of JSON each.
///
/// Source: OCSF 1.3.0, class 2004, with the objects that it names.
package struct OCSFDetection: SignalRendering {
    private static let schemaVersion = "1.3.0"

    private let productVersion: String
    private let now: @Sendable () -> Int64

    /// Prepares.
    ///
    /// - Parameters:
    ///   - productVersion: the release of martlet.
    ///   - now: milliseconds since 1970, for events that do not say when they happened.
    package init(productVersion: String, now: @escaping @Sendable () -> Int64) {
        self.productVersion = productVersion
        self.now = now
    }

    package func append(_ line: [UInt8], to output: inout [UInt8]) {
        guard let signal = SignalFields(ofAny: line), signal.text("rule", "title") != nil else {
            return
        }
        var record = JSONMembers()
        addClass(of: signal, to: &record)
        record.add("message", message(of: signal))
        record.add("time", signal.milliseconds("time") ?? signal.milliseconds("last") ?? now())
        record.add("start_time", signal.milliseconds("correlation", "first"))
        record.add("end_time", signal.milliseconds("correlation", "last"))
        let count = signal.count("correlation", "count") ?? signal.count("withheld")
        record.add("count", count.map(Int64.init))
        record.add("metadata", metadata(of: signal))
        record.add("finding_info", information(of: signal))
        record.add("resources", array: resources(of: signal))
        record.add("evidences", array: evidence(of: signal))
        record.add("unmapped", unmapped(of: signal))
        record.add("raw_data", String(decoding: line, as: UTF8.self))
        output += record.object
        output.append(LineFeed.byte)
    }

    private func message(of signal: SignalFields) -> String? {
        if let count = signal.count("withheld") {
            return "\(count) more signals of this rule: \(signal.text("rule", "title") ?? "")"
        }
        return signal.text("message") ?? signal.text("rule", "title")
    }

    /// What kind of record it is, and how serious.
    private func addClass(of signal: SignalFields, to record: inout JSONMembers) {
        let isClosed = signal.text("correlation", "state") == "closed"
        let activity: Int64 = isClosed ? 3 : 1
        record.add("activity_id", activity)
        record.add("activity_name", isClosed ? "Close" : "Create")
        record.add("category_uid", 2)
        record.add("category_name", "Findings")
        record.add("class_uid", 2004)
        record.add("class_name", "Detection Finding")
        record.add("type_uid", 2004 * 100 + activity)
        let level = signal.text("rule", "level").flatMap { Level(rawValue: $0) }
        let (number, name): (Int64, String) =
            switch level {
            case .informational: (1, "Informational")
            case .low: (2, "Low")
            case .medium: (3, "Medium")
            case .high: (4, "High")
            case .critical: (5, "Critical")
            case nil: (0, "Unknown")
            }
        record.add("severity_id", number)
        record.add("severity", name)
        record.add("status_id", isClosed ? 4 : 1)
        record.add("status", isClosed ? "Resolved" : "New")
    }

    private func metadata(of signal: SignalFields) -> JSONMembers {
        var product = JSONMembers()
        product.add("name", "martlet")
        product.add("vendor_name", "martlet")
        product.add("version", productVersion)
        var metadata = JSONMembers()
        metadata.add("version", Self.schemaVersion)
        metadata.add("product", product)
        metadata.add("uid", signal.text("id"))
        metadata.add("event_code", signal.text("rule", "id"))
        metadata.add("log_name", signal.text("source", "file"))
        metadata.add("original_time", signal.text("time"))
        return metadata
    }

    private func information(of signal: SignalFields) -> JSONMembers {
        var information = JSONMembers()
        let rule = signal.text("rule", "id") ?? signal.text("rule", "title")
        information.add("uid", signal.text("id") ?? rule)
        information.add("title", signal.text("rule", "title"))
        information.add("desc", message(of: signal))
        information.add("first_seen_time", signal.milliseconds("correlation", "first"))
        information.add("last_seen_time", signal.milliseconds("correlation", "last"))
        var analytic = JSONMembers()
        analytic.add("name", signal.text("rule", "title"))
        analytic.add("uid", signal.text("rule", "id"))
        analytic.add("type_id", 1)
        analytic.add("type", "Rule")
        information.add("analytic", analytic)
        information.add("attacks", array: attacks(of: signal))
        information.add("types", signal.texts("correlation", "type"))
        information.add("data_sources", signal.texts("source", "file"))
        return information
    }

    private func attacks(of signal: SignalFields) -> [[UInt8]] {
        let tactics = signal.texts("rule", "tactics").map { name in
            var tactic = JSONMembers()
            tactic.add("name", name)
            return ("tactic", tactic)
        }
        let techniques = signal.texts("rule", "techniques").map { number in
            var technique = JSONMembers()
            technique.add("uid", number)
            return (number.contains(".") ? "sub_technique" : "technique", technique)
        }
        return (tactics + techniques).map { key, members in
            var attack = JSONMembers()
            attack.add(key, members)
            return attack.object
        }
    }

    /// What the request was for.
    private func resources(of signal: SignalFields) -> [[UInt8]] {
        var resource = JSONMembers()
        let kind = [signal.text("where", "resource"), signal.text("where", "subresource")]
            .compactMap { $0 }.joined(separator: "/")
        resource.add("type", kind.isEmpty ? nil : kind)
        // A request for all of a kind has no name, which a resource needs.
        resource.add("name", signal.text("where", "name") ?? (kind.isEmpty ? nil : kind))
        resource.add("namespace", signal.text("where", "namespace"))
        resource.add("version", signal.text("where", "api_version"))
        return resource.isEmpty ? [] : [resource.object]
    }

    /// Who did what, from where.
    private func evidence(of signal: SignalFields) -> [[UInt8]] {
        var evidence = JSONMembers()
        var user = JSONMembers()
        user.add("name", signal.text("who", "user"))
        user.add("uid", signal.text("who", "uid"))
        user.add("groups", array: groups(of: signal))
        var actor = JSONMembers()
        actor.add("user", user)
        evidence.add("actor", actor)
        evidence.add("api", call(of: signal))
        var endpoint = JSONMembers()
        let addresses = signal.texts("where", "source_ips")
        endpoint.add("ip", addresses.last)
        endpoint.add("intermediate_ips", Array(addresses.dropLast()))
        evidence.add("src_endpoint", endpoint)
        return evidence.isEmpty ? [] : [evidence.object]
    }

    private func groups(of signal: SignalFields) -> [[UInt8]] {
        signal.texts("who", "groups").map { name in
            var group = JSONMembers()
            group.add("name", name)
            return group.object
        }
    }

    private func call(of signal: SignalFields) -> JSONMembers {
        var call = JSONMembers()
        guard let verb = signal.text("how", "verb") else { return call }
        call.add("operation", verb)
        call.add("version", signal.text("where", "api_version"))
        if let group = signal.text("where", "api_group") {
            var members = JSONMembers()
            members.add("name", group)
            call.add("group", members)
        }
        if let number = signal.text("source", "event_id") {
            var request = JSONMembers()
            request.add("uid", number)
            call.add("request", request)
        }
        if let code = signal.count("how", "status_code") {
            var response = JSONMembers()
            response.add("code", Int64(code))
            response.add("message", signal.text("how", "status_reason"))
            call.add("response", response)
        }
        return call
    }

    /// What has no place of its own, as the signal says it.
    private func unmapped(of signal: SignalFields) -> JSONMembers {
        var unmapped = JSONMembers()
        for key in ["ruleset", "who", "how", "matched", "source", "correlation"] {
            unmapped.add(key, json: signal.source(key))
        }
        return unmapped
    }
}
