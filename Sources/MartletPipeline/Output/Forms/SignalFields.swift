internal import MartletEngine

/// What a signal says, by the keys that lead there.
struct SignalFields {
    private let signal: JSONNode

    /// Takes a signal as JSON; `nil` if it is no object.
    init?(_ line: [UInt8]) {
        guard let signal = JSONNode(object: line) else { return nil }
        self.signal = signal
    }

    /// Takes a signal, and for one with more values than can be told apart something in its place:
    /// it must not be lost for that.
    init?(ofAny line: [UInt8]) {
        let substitute = #"{"rule":{"title":"A signal that is too large to be taken apart"}}"#
        guard let fields = SignalFields(line) ?? SignalFields(Array(substitute.utf8)) else {
            return nil
        }
        self = fields
    }

    private func node(_ path: [String]) -> JSONNode? {
        path.reduce(signal) { node, key in node?[key] }
    }

    /// A value as it stands in the signal.
    func source(_ path: String...) -> [UInt8]? { node(path)?.source }

    /// A text, a number or a boolean.
    func text(_ path: String...) -> String? { node(path)?.scalar }

    /// A number that is whole.
    func count(_ path: String...) -> Int? { node(path)?.scalar.flatMap { Int($0) } }

    /// The texts of an array, or the one text that stands in place of one.
    func texts(_ path: String...) -> [String] {
        guard let node = node(path) else { return [] }
        return (node.elements ?? [node]).compactMap(\.scalar)
    }

    /// Any value as text: an array's elements with commas between, an object as JSON.
    func shown(_ path: [String]) -> String? { node(path)?.shown }

    /// A time in milliseconds since 1970.
    func milliseconds(_ path: String...) -> Int64? { node(path)?.time.map { $0 / 1_000_000 } }
}

extension JSONNode {
    /// What a string says, or how a number or boolean is spelt.
    fileprivate var scalar: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    fileprivate var shown: String {
        switch kind {
        case .text, .number, .boolean: scalar ?? ""
        case .array: (elements ?? []).map(\.shown).joined(separator: ", ")
        case .object: String(decoding: source, as: UTF8.self)
        case .null: ""
        }
    }
}
