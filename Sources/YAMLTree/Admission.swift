internal import Diagnostics

/// Refuses files that libyaml should not see at all.
enum Admission {
  static func refusal(of file: SourceFile, id: FileID, limits: YAMLLimits) -> Diagnostic? {
    let start = Span(file: id, start: 0, end: 0)
    let most = min(limits.maxBytes, 1 << 30)
    if file.bytes.count > most {
      return .error(
        "too-large", "the file has \(file.bytes.count) bytes; at most \(most) are read", at: start,
        helps: ["split the file"])
    }
    if let encoding = foreignEncoding(file.bytes) {
      return .error(
        "unsupported-encoding", "the file is encoded as \(encoding)", at: start, helps: ["save the file as UTF-8"])
    }
    return tagDirectiveProblem(file, id: id)
  }

  /// The name of the UTF-16 or UTF-32 encoding that the first bytes betray.
  private static func foreignEncoding(_ bytes: [UInt8]) -> String? {
    let head = Array(bytes.prefix(4))
    guard head.count >= 2 else { return nil }
    switch (head[0], head[1]) {
    case (0xFF, 0xFE): return head.count == 4 && head[2] == 0 && head[3] == 0 ? "UTF-32" : "UTF-16"
    case (0xFE, 0xFF): return "UTF-16"
    case (0, 0):
      return head.count == 4 && (head[2] == 0xFE && head[3] == 0xFF || head[2] == 0 && head[3] != 0) ? "UTF-32" : nil
    case (0, 1...): return head.count == 4 && head[2] == 0 && head[3] != 0 ? "UTF-16" : nil
    case (1..., 0):
      guard head.count == 4, head[3] == 0 else { return nil }
      return head[2] == 0 ? "UTF-32" : "UTF-16"
    default: return nil
    }
  }

  /// libyaml compares every tag with every `%TAG` line and copies its prefix each time, so their number and length are
  /// bounded.
  private static func tagDirectiveProblem(_ file: SourceFile, id: FileID) -> Diagnostic? {
    file.bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for (line, start) in file.lineStarts.enumerated() where Int(start) < bytes.count {
        guard bytes[Int(start)] == UInt8(ascii: "%") else { continue }
        let text = file.line(line)
        guard text.starts(with: "%TAG".utf8) else { continue }
        count += 1
        if count <= 50, text.count <= 1000 { continue }
        let problem = text.count > 1000 ? "this `%TAG` line is too long" : "more than 50 `%TAG` lines in one file"
        return .error("too-large", problem, at: Span(file: id, start: start, end: start + 4))
      }
      return nil
    }
  }
}
