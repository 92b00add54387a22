/// The lines of earlier sessions, where the user keeps the state of programs (XDG Base Directory Specification).
enum SessionHistory {
  private static var path: String? {
    if let state = Console.environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return Paths.join(state, "topolint/history")
    }
    return Console.environment("HOME").map { Paths.join($0, ".local/state/topolint/history") }
  }

  /// Without a readable file there is none; that is no mistake.
  static func load() -> [String] {
    guard let path, FileSystem.kind(of: path) == .file, let bytes = try? FileSystem.read(path, limit: 1 << 20) else {
      return []
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Where nothing can be written, a session is not the worse for it.
  static func save(_ lines: [String]) {
    guard let path else { return }
    try? FileSystem.makeFolder(Paths.parent(of: path))
    try? FileSystem.write(lines.map { "\($0)\n" }.joined(), to: path)
  }
}
