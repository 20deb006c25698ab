internal import Glibc
internal import MartletRules

/// Turns the arguments of a command into inputs.
package struct InputFiles {
    private var inputs: [Input] = []
    private var errors: [PipelineError] = []
    /// Folders that were entered, so that links cannot lead round in circles.
    private var entered: Set<FileIdentity> = []

    private init() {}

    /// Finds the files that arguments stand for.
    ///
    /// An argument is a file, a folder, or `-` for standard input. Folders are searched with all
    /// that is in them, in natural order (`audit-2.log` before `audit-10.log`); hidden files and
    /// folders are skipped, links are followed, and no folder is entered twice. Pipes are read
    /// where they are named, but not where they only lie in a folder.
    ///
    /// - Returns: the inputs, and what cannot be one, each in the order of the arguments.
    package static func expand(
        _ arguments: [String]
    ) -> (inputs: [Input], errors: [PipelineError]) {
        var files = InputFiles()
        for argument in arguments {
            if argument == "-" {
                files.inputs.append(.standardInput)
            } else {
                files.entered.removeAll()
                files.addArgument(argument)
            }
        }
        return (files.inputs, files.errors)
    }

    private mutating func addArgument(_ path: String) {
        guard let status = status(of: path) else { return }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: addFolder(path)
        case S_IFREG, S_IFIFO, S_IFCHR: inputs.append(.file(path))
        default: refuse(path, reason: "it is a socket or a block device; name a file or a pipe")
        }
    }

    private mutating func addFolder(_ root: String) {
        // A stack instead of recursion: the next entry in order is the last element.
        var pending = [root]
        while let path = pending.popLast() {
            guard let status = status(of: path) else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFREG: inputs.append(.file(path))
            case S_IFDIR:
                guard entered.insert(FileIdentity(status)).inserted else { continue }
                let prefix = path.hasSuffix("/") ? path : path + "/"
                let names = NaturalOrder.sorted(entries(of: path))
                pending.append(contentsOf: names.reversed().map { prefix + $0 })
            default:
                refuse(path, reason: "it is not a regular file; to read a pipe, name it itself")
            }
        }
    }

    private mutating func status(of path: String) -> stat? {
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe stat(path, &status) == 0 else {
            errors.append(PipelineError(action: "cannot open", path: path, errno: errno))
            return nil
        }
        return status
    }

    /// The names in a folder, without hidden ones, in no order.
    private mutating func entries(of path: String) -> [String] {
        guard let folder = unsafe opendir(path) else {
            errors.append(PipelineError(action: "cannot open", path: path, errno: errno))
            return []
        }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            // SAFETY: an entry is valid until the next call; its name is copied before that.
            guard let entry = unsafe readdir(folder) else { break }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe Array(bytes.prefix { $0 != 0 })
            }
            if name.first == UInt8(ascii: ".") { continue }
            if let name = String(validating: name, as: UTF8.self) {
                names.append(name)
            } else {
                let name = String(decoding: name, as: UTF8.self)
                refuse(path + "/" + name, reason: "its name is not UTF-8; rename it")
            }
        }
        if errno != 0 {
            errors.append(PipelineError(action: "cannot read", path: path, errno: errno))
        }
        return names
    }

    private mutating func refuse(_ path: String, reason: String) {
        errors.append(PipelineError(action: "not scanned", path: path, reason: reason))
    }
}
