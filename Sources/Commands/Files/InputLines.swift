#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The lines of standard input, each as soon as it is there: a program at the other end of a pipe waits for an answer
/// before it writes the next.
struct InputLines {
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  /// What was read and not yet given out.
  private var pending: ArraySlice<UInt8> = []
  /// How many bytes of `pending` are known to hold no end of a line.
  private var searched = 0
  private var isAtEnd = false

  private static let longest = 1 << 20

  /// The next line without its end (LF, CR LF); `nil` at the end of the stream.
  ///
  /// - Parameter waiting: Called before a wait for more of the stream.
  mutating func next(waiting: () -> Void) throws(FileSystem.ReadError) -> String? {
    while true {
      if let end = pending.dropFirst(searched).firstIndex(of: UInt8(ascii: "\n")) {
        let line = pending[..<end]
        pending = pending[(end + 1)...]
        searched = 0
        return Self.text(line)
      }
      searched = pending.count
      if isAtEnd {
        defer { pending = [] }
        return pending.isEmpty ? nil : Self.text(pending)
      }
      if pending.count > Self.longest { throw FileSystem.ReadError(reason: "a line is longer than 1 MiB") }
      if !Self.isReady { waiting() }
      try readMore()
    }
  }

  /// Whether there is something to read, or the end.
  private static var isReady: Bool {
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return poll(&input, 1, 0) != 0
  }

  private mutating func readMore() throws(FileSystem.ReadError) {
    let count = FileSystem.readChunk(0, &chunk)
    if count < 0, errno == EINTR { return }
    if count < 0 { throw FileSystem.ReadError(reason: FileSystem.message(errno)) }
    if count == 0 { isAtEnd = true }
    pending = pending + chunk[..<count]
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
  }
}
