import Glibc
import Testing

@Suite struct MartletProcessTests {
    /// Another test may be listening at that moment, and wants its port to be free once it closes.
    @Test func whatIsOpenHereIsNotHandedDown() {
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        let started = MartletProcess.tool("/bin/ls", "/proc/self/fd")
        // The fourth is the folder that ls reads.
        #expect(started.lines == ["0", "1", "2", "3"])
    }
}
