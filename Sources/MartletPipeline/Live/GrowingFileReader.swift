/// What it takes to read files that are followed.
struct GrowingFileReader {
    let options: PipelineOptions
    let keepsLongLines: Bool
    let numbers: OriginNumbers
    let cancellation: Cancellation
    let progress: PipelineProgress

    /// Begins to read a file where it was left, or at its start.
    ///
    /// - Parameters:
    ///   - file: a regular file.
    ///   - form: what its first bytes say.
    ///   - positions: of files that were read before.
    ///   - start: where to begin if nothing is known of the file.
    /// - Returns: the file, of which nothing is read yet.
    func open(
        _ file: InputFile,
        _ form: LeadingForm,
        positions: InputPositions,
        start: FollowStart
    ) -> FollowedFile {
        // What is packed, or one array, can only be read from its start, passing over what is known.
        var opening: InputOpening?
        if form.isLines {
            opening = positions.opening(form.lead, of: file, byteCount: file.byteCount)
            if start == .end, opening?.earlier == nil {
                opening?.start = file.lastLineEnd(form.lead)
            }
        }
        let source = GrowingFile(
            file,
            from: opening?.start,
            cancellation: cancellation,
            progress: progress
        )
        source.isFinal = form.isPacked
        let stream = ChunkStream(
            name: file.name,
            source,
            options: options,
            offset: opening?.start.offset ?? 0,
            // Only the start of a file tells how it is packed and divided, and may have a byte order mark.
            isLines: opening.map { $0.start.offset > 0 } ?? false,
            positions: form.isLines ? nil : positions,
            keepsLongLines: keepsLongLines
        )
        let origin = ChunkOrigin(number: numbers.next(), name: file.name)
        return FollowedFile(source, stream, origin: origin, opening: opening)
    }
}

extension InputFile {
    /// How many bytes the file had when it was opened.
    var byteCount: Int {
        if case .regular(let count) = kind { count } else { 0 }
    }

    /// The position behind the last line that is there.
    fileprivate func lastLineEnd(_ lead: [UInt8]) -> InputPosition {
        var position = InputPosition(head: InputHead(lead))
        var end = byteCount
        while end > 0, position.offset == 0 {
            let start = max(0, end - (64 << 10))
            guard let bytes = bytes(at: start, count: end - start) else { break }
            if let feed = bytes.lastIndex(of: LineFeed.byte) { position.offset = start + feed + 1 }
            end = start
        }
        var counted = 0
        while counted < position.offset {
            let count = min(1 << 20, position.offset - counted)
            guard let bytes = bytes(at: counted, count: count), !bytes.isEmpty else { break }
            position.lineCount += bytes.count { $0 == LineFeed.byte }
            counted += bytes.count
        }
        position.tail = InputOpening.tail(of: self, before: position.offset)
        return position
    }
}
