import Foundation
import MartletServer
import Testing

@Suite struct UnixSocketTests {
    private func start(_ path: String, mode: UInt32 = 0o660) throws -> RunningServer {
        var options = ServerOptions()
        options.lines = [LineListener(endpoint: .unix(path: path, mode: mode))]
        return try RunningServer(FakeIntake(), options)
    }

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    @Test func takesLines() throws {
        let folder = try TestFolder()
        let path = folder.path + "/socket"
        let running = try start(path)
        #expect(running.server.addresses == [path])
        let connection = try TestConnection(unixSocket: path)
        try connection.send("{}\n")
        connection.endSending()
        #expect(connection.isClosedByServer())
        #expect(running.intake.text == "{}\n")
        #expect(running.intake.deliveries.first?.source == "unix:\(path)")
    }

    @Test(arguments: [0o600, 0o660, 0o666] as [UInt32])
    func hasTheModeAskedFor(_ wanted: UInt32) throws {
        let folder = try TestFolder()
        let running = try start(folder.path + "/socket", mode: wanted)
        #expect(mode(folder.path + "/socket") == wanted)
        running.server.stop(within: 1)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/socket"))
    }

    @Test func takesThePlaceOfAnEndedProcess() throws {
        let folder = try TestFolder()
        let path = folder.path + "/socket"
        // Bound and closed: the file stays, as after a crash.
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0)
        close(descriptor)
        let running = try start(path)
        _ = try TestConnection(unixSocket: path)
        running.server.stop(within: 1)
    }

    @Test func leavesOthersAlone() throws {
        let folder = try TestFolder()
        let path = folder.path + "/socket"
        let running = try start(path)
        let taken = #expect(throws: ServerError.self) { try start(path) }
        #expect(
            taken?.description
                == "\(path): cannot listen: somebody listens there already; stop it or choose "
                + "another path"
        )
        _ = try TestConnection(unixSocket: path)
        // Somebody else's file at the same path is not removed at the end.
        try folder.write("text", to: "socket")
        running.server.stop(within: 1)
        #expect(FileManager.default.fileExists(atPath: path))
        let file = #expect(throws: ServerError.self) { try start(path) }
        #expect(
            file?.description
                == "\(path): cannot listen: a file that is no socket is there; remove it or "
                + "choose another path"
        )
    }

    @Test func saysWhatIsWrongWithAPath() throws {
        let folder = try TestFolder()
        let missing = folder.path + "/missing/socket"
        let error = #expect(throws: ServerError.self) { try start(missing) }
        #expect(error?.description == "\(missing): cannot listen: No such file or directory")
        let long = folder.path + "/" + String(repeating: "x", count: 120)
        let tooLong = #expect(throws: ServerError.self) { try start(long) }
        #expect(
            tooLong?.description
                == "\(long): cannot listen: the path is too long for a socket; at most 107 bytes"
        )
    }
}
