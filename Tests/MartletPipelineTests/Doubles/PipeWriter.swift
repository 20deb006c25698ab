import Foundation

/// A named pipe into which a thread writes bytes in pieces.
final class PipeWriter {
    let path: String

    init(_ bytes: [UInt8], in folder: TemporaryFolder, pieces: [Int], closes: Bool = true) {
        path = folder.path + "/pipe"
        precondition(mkfifo(path, 0o600) == 0)
        let path = path
        Thread.detachNewThread {
            let descriptor = open(path, O_WRONLY)
            var written = 0
            var index = 0
            while written < bytes.count {
                let count = min(pieces[index % pieces.count], bytes.count - written)
                let result = bytes.withUnsafeBytes {
                    write(descriptor, $0.baseAddress?.advanced(by: written), count)
                }
                if result <= 0 { break }
                written += result
                index += 1
            }
            if closes { close(descriptor) }
        }
    }
}
