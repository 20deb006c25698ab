/// Fills templates: keeps the clock, the counters and the values of the request at hand.
struct EventRenderer {
    private var random: RandomSource
    private let cluster: Cluster
    private var clock = Timestamp(secondsSinceEpoch: 1_772_409_600)
    private var resourceVersion = 81_530_112

    private var node = 0
    private var workload = 0
    private var person = 0
    private var receivedTime: [UInt8] = []
    private var auditID: [UInt8] = []
    private var objectUID: [UInt8] = []
    private var podSuffix: [UInt8] = []
    private var podAddress: [UInt8] = []

    init(cluster: Cluster, random: RandomSource) {
        self.cluster = cluster
        self.random = random
    }

    /// Draws the values that all stages of the next request share.
    mutating func beginRequest() {
        clock.advance(microseconds: 1 + random.next(below: 30_000))
        node = random.next(below: cluster.nodes.count)
        workload = random.next(below: cluster.workloads.count)
        person = random.next(below: cluster.people.count)
        receivedTime.removeAll(keepingCapacity: true)
        clock.appendMicroseconds(to: &receivedTime)
        auditID.removeAll(keepingCapacity: true)
        random.appendUUID(to: &auditID)
        objectUID.removeAll(keepingCapacity: true)
        random.appendUUID(to: &objectUID)
        podSuffix.removeAll(keepingCapacity: true)
        random.appendName(length: 10, to: &podSuffix)
        podSuffix.append(UInt8(ascii: "-"))
        random.appendName(length: 5, to: &podSuffix)
        podAddress = Array("10.244.\(node).\(random.next(below: 250) + 2)".utf8)
    }

    /// Appends `template` with its slots filled, and a line feed.
    mutating func render(_ template: JSONTemplate, to output: inout [UInt8]) {
        for piece in template.pieces {
            switch piece {
            case .bytes(let bytes): output.append(contentsOf: bytes)
            case .slot(let slot): fill(slot, to: &output)
            }
        }
        output.append(UInt8(ascii: "\n"))
    }

    private mutating func fill(_ slot: Slot, to output: inout [UInt8]) {
        switch slot {
        case .auditID: output.append(contentsOf: auditID)
        case .receivedTime: output.append(contentsOf: receivedTime)
        case .objectUID: output.append(contentsOf: objectUID)
        case .node: output.append(contentsOf: cluster.nodes[node].name)
        case .nodeAddress: output.append(contentsOf: cluster.nodes[node].address)
        case .namespace: output.append(contentsOf: cluster.workloads[workload].namespace)
        case .workload: output.append(contentsOf: cluster.workloads[workload].name)
        case .pod:
            output.append(contentsOf: cluster.workloads[workload].name)
            output.append(UInt8(ascii: "-"))
            output.append(contentsOf: podSuffix)
        case .podAddress: output.append(contentsOf: podAddress)
        case .image: output.append(contentsOf: cluster.workloads[workload].image)
        case .person: output.append(contentsOf: cluster.people[person].name)
        case .personAddress: output.append(contentsOf: cluster.people[person].address)
        case .stageTime:
            clock.advance(microseconds: 200 + random.next(below: 9_000))
            clock.appendMicroseconds(to: &output)
        case .pastTime:
            clock.earlier(seconds: random.next(below: 5_000_000)).appendSeconds(to: &output)
        case .uid: random.appendUUID(to: &output)
        case .digest: random.appendDigest(to: &output)
        case .nameSuffix: random.appendName(length: 5, to: &output)
        case .resourceVersion:
            resourceVersion += random.next(below: 4)
            output.append(contentsOf: String(resourceVersion).utf8)
        case .smallNumber: output.append(contentsOf: String(1 + random.next(below: 40)).utf8)
        case .base64: random.appendBase64(length: 64, to: &output)
        case .configurationLine:
            let line = random.next(below: cluster.configurationLines.count)
            output.append(contentsOf: cluster.configurationLines[line])
        }
    }
}
