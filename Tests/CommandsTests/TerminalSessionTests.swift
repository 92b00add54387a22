import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A session on a pseudo-terminal, as a person has it.
struct TerminalSessionTests {
  @Test func completionHistoryInterruptAndEndOfFile() throws {
    // Tab completes `orders-db`; up twice brings back the first line; control-C drops a line, control-D ends.
    let screen = try onTerminal(
      ["explain", "-i", "fixtures/corner-shop"],
      keys: ["set orders-d\tconc\t8\r", "diff\r", "\u{1B}[A\u{1B}[A\r", "half a line\u{03}", "sets\r", "\u{04}"])
    #expect(screen.contains("corner-shop> "))
    #expect(screen.contains("orders-db.concurrency = 8; `diff` shows what it changes"), "\(screen)")
    #expect(screen.contains("corner-shop (1 set)> "))
    #expect(screen.contains("What the settings change"))
    #expect(screen.contains("half a line^C"))
  }

  /// A program at the other end of pipes writes a line when it has the answer to the one before.
  @Test func answersEachLineBeforeTheNextIsThere() throws {
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = ["explain", "-i", "fixtures/corner-shop"]
    process.currentDirectoryURL = Program.root
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    for number in 1...3 {
      try input.fileHandleForWriting.write(contentsOf: Data("\(number) + 1\n".utf8))
      #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "\(number + 1)\n")
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private func onTerminal(_ arguments: [String], keys: [String]) throws -> String {
    let (master, slave) = try #require(Self.pseudoTerminal())
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = arguments
    process.currentDirectoryURL = Program.root
    let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: home) }
    process.environment = ["HOME": home.path, "NO_COLOR": "1", "TERM": "xterm"]
    let handle = FileHandle(fileDescriptor: slave)
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    close(slave)
    var screen = ""
    // One line at a time: the next is typed when the prompt for it stands there.
    for line in keys {
      screen += read(from: master) { $0.hasSuffix("> ") }
      _ = line.withCString { write(master, $0, strlen($0)) }
    }
    screen += read(from: master) { _ in !process.isRunning }
    process.waitUntilExit()
    close(master)
    #expect(process.terminationStatus == 0)
    return screen
  }

  private static func pseudoTerminal() -> (master: Int32, slave: Int32)? {
    #if os(Linux)
      // The C library hides its functions for this from Swift; these are the calls that they make.
      let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (unlocked, number): (Int32, UInt32) = (0, 0)
      guard master >= 0, ioctl(master, UInt(0x4004_5431), &unlocked) == 0,
        ioctl(master, UInt(0x8004_5430), &number) == 0
      else { return nil }
      let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    #else
      let master = posix_openpt(O_RDWR | O_NOCTTY)
      guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else { return nil }
      let slave = open(name, O_RDWR | O_NOCTTY)
    #endif
    return slave >= 0 ? (master, slave) : nil
  }

  /// What the program writes until it waits; at most ten seconds.
  private func read(from master: Int32, until isDone: (String) -> Bool) -> String {
    var text = ""
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    for _ in 0..<200 {
      var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      if poll(&descriptor, 1, 50) > 0 {
        #if canImport(Glibc)
          let count = Glibc.read(master, &chunk, chunk.count)
        #else
          let count = Darwin.read(master, &chunk, chunk.count)
        #endif
        if count <= 0 { break }
        text += String(decoding: chunk[..<count], as: UTF8.self)
      }
      if isDone(text) { break }
    }
    return text
  }
}
