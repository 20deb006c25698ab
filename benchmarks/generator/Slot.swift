/// A place in a template that is filled anew for each event.
enum Slot: UInt8, Sendable {
    // One value for all stages of a request.
    case auditID
    case receivedTime
    case objectUID
    case node
    case nodeAddress
    case namespace
    case workload
    case pod
    case podAddress
    case image
    case person
    case personAddress

    // A fresh value at each place.
    case stageTime
    case pastTime
    case uid
    case digest
    case nameSuffix
    case resourceVersion
    case smallNumber
    case base64
    case configurationLine
}
