internal import MartletRules

/// Finds why a value of a rule does not hold of a field that has values.
struct ValueReason {
    let item: DetectionItem
    let occurrence: EventTree.Occurrence
    let values: EventValues
    let reading: EventReading

    /// The most telling reason.
    ///
    /// - Parameters:
    ///   - value: the value, which does not hold.
    ///   - outline: what else was asked about it.
    ///   - verdicts: the answers.
    /// - Returns: the reason; ``Reason/differs`` where none is better.
    func reason(_ value: ItemValue, _ outline: ValueOutline, _ verdicts: Verdicts) -> Reason {
        if let question = outline.ignoringCase, verdicts[question] { return .caseDiffers }
        if let question = outline.anywhere, verdicts[question] { return .elsewhereInText }
        guard let test = value.tests.first, value.tests.count == 1 else { return .differs }
        if case .field(let other, _, _) = test, !values.occurrence(of: other).isPresent,
            case .absent(let absence)? = values.reasonForNone(of: other)
        {
            return .otherAbsent(absence)
        }
        switch test {
        case .null, .exists: return .present
        default: break
        }
        // With several values in the event none of them is the one that was meant.
        guard occurrence.values.count == 1, let node = occurrence.values.first,
            let text = values.text(of: node)
        else { return .differs }
        return reason(test, values.kind(of: node), text, isRedacted: values.isRedacted(node))
    }

    private func reason(
        _ test: ValueTest,
        _ kind: EventTree.Kind,
        _ text: [UInt8],
        isRedacted: Bool
    ) -> Reason {
        switch test {
        case .text(let pattern, let caseSensitive):
            guard !isRedacted, let wanted = pattern.fixedStart,
                let place = firstDifference(text, wanted, caseSensitive: caseSensitive)
            else { return .differs }
            return .differsAt(place)
        case .number: return kind == .number ? .differs : .otherKind(.number, kind)
        case .boolean: return kind == .boolean ? .differs : .otherKind(.boolean, kind)
        case .cidr:
            guard kind == .text else { return .otherKind(.text, kind) }
            let address = IPAddress(String(decoding: text, as: UTF8.self))
            return address == nil ? .notAnAddress : .outsideBlock
        case .compare:
            guard kind != .boolean else { return .otherKind(.number, kind) }
            return Double(String(decoding: text, as: UTF8.self)) == nil ? .notANumber : .differs
        case .time(let part, _, _):
            guard
                let time = ByteView.withBytes(text, { EventTime($0, in: reading.options.timeZone) })
            else {
                return .notATime
            }
            return .otherTime(part, time.value(of: EventTime.Part(part)))
        case .regex, .field, .null, .exists: return .differs
        }
    }

    /// The first scalar in which a text is not what is wanted; `nil` if so much is different that
    /// one look tells.
    private func firstDifference(
        _ text: [UInt8],
        _ wanted: [UInt8],
        caseSensitive: Bool
    ) -> Int? {
        func scalars(_ bytes: [UInt8]) -> [UInt32] {
            String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
                caseSensitive ? $0.value : CaseFolding.fold($0.value)
            }
        }
        let (left, right) = (scalars(text), scalars(wanted))
        let common = zip(left, right).prefix { $0 == $1 }.count
        return 3 * common >= 2 * max(left.count, right.count) ? common : nil
    }
}

extension TextPattern {
    /// What a value must begin with, if the pattern is a text, or a text and a run behind it.
    fileprivate var fixedStart: [UInt8]? {
        guard case .literal(let bytes)? = pieces.first else { return nil }
        return pieces.count == 1 || pieces.dropFirst().allSatisfy { $0 == .anyRun } ? bytes : nil
    }
}
