/// The tokens that clients may show: `Authorization: Bearer TOKEN`.
struct BearerTokens: Sendable {
    private let tokens: [[UInt8]]

    /// Reads a file of tokens, one a line; empty lines and lines that begin with `#` are left out.
    init(file path: String) throws(ServerError) {
        let bytes = try SmallFile.read(path)
        var tokens: [[UInt8]] = []
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        {
            let token = Array(line.trimmingSpaces)
            guard let first = token.first, first != UInt8(ascii: "#") else { continue }
            guard token.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw ServerError(
                    "\(path):\(index + 1)",
                    "not a token",
                    "a token is of visible ASCII characters without spaces, one token a line"
                )
            }
            tokens.append(token)
        }
        guard !tokens.isEmpty else {
            throw ServerError(path, "no tokens", "the file is empty, so no client could come in")
        }
        self.tokens = tokens
    }

    /// Whether a header field's value shows one of the tokens.
    ///
    /// The time it takes tells the length of tokens, and nothing else of them.
    func admit(_ authorization: String?) -> Bool {
        guard let authorization else { return false }
        let bytes = Array(authorization.utf8)
        let scheme = "bearer "
        guard bytes.count > scheme.utf8.count,
            zip(bytes, scheme.utf8).allSatisfy({ $0 | 0x20 == $1 })
        else { return false }
        let shown = bytes[scheme.utf8.count...].trimmingSpaces
        var isAdmitted = false
        // All tokens, whichever of them it is.
        for token in tokens where Self.areEqual(token, shown) { isAdmitted = true }
        return isAdmitted
    }

    private static func areEqual(_ token: [UInt8], _ shown: ArraySlice<UInt8>) -> Bool {
        guard token.count == shown.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(token, shown) { difference |= left ^ right }
        return difference == 0
    }
}

extension ArraySlice<UInt8> {
    /// Without the spaces, tabs and carriage returns on both sides.
    fileprivate var trimmingSpaces: ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var rest = drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }
}
