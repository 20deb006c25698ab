import Foundation

enum Pause {
    static func quarterSecond() { usleep(250_000) }
}
