#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Standard input with every key at once, and as it was before when done.
struct RawTerminal {
  private let saved: termios

  /// `nil` where standard input is no terminal.
  init?() {
    var settings = termios()
    guard isatty(0) == 1, tcgetattr(0, &settings) == 0 else { return nil }
    saved = settings
    // No echo, no lines, no signals: the editor does all that. Output stays as it is.
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    settings.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR)
    tcsetattr(0, TCSADRAIN, &settings)
  }

  /// Gives the terminal back.
  func restore() {
    var settings = saved
    tcsetattr(0, TCSADRAIN, &settings)
  }

  /// The next byte of standard input; `nil` at its end.
  static func nextByte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(0, &byte, 1)
      if count == 1 { return byte }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }
}
