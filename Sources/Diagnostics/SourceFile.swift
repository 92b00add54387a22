/// Identifies a file among the `Sources` of one run.
public struct FileID: Hashable, Comparable, Sendable {
  /// The position of the file in `Sources`.
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static func < (a: FileID, b: FileID) -> Bool { a.rawValue < b.rawValue }
}

/// A half-open range of bytes in one file.
///
/// Lines and columns are worked out only when somebody reads them: a run makes millions of spans and prints a dozen.
public struct Span: Hashable, Sendable {
  public var file: FileID
  /// Offset of the first byte.
  public var start: UInt32
  /// Offset after the last byte; equal to `start` for a point.
  public var end: UInt32

  public init(file: FileID, start: UInt32, end: UInt32) {
    self.file = file
    self.start = start
    self.end = end
  }
}

/// A place as people and editors count it.
public struct Position: Hashable, Comparable, Sendable {
  /// 1-based.
  public var line: Int
  /// 1-based, in Unicode code points from the start of the line.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: Position, b: Position) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// The bytes of one input with the index of its lines.
public final class SourceFile: Sendable {
  /// As the user would write it: relative to where they stand, with `/`.
  public let path: String
  public let bytes: [UInt8]
  /// The offset of the first byte of each line. Line breaks are LF, CRLF and CR.
  public let lineStarts: [UInt32]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts: [UInt32] = [0]
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let byte = buffer[index]
        index += 1
        if byte == UInt8(ascii: "\n") {
          starts.append(UInt32(index))
        } else if byte == UInt8(ascii: "\r"), index == buffer.count || buffer[index] != UInt8(ascii: "\n") {
          starts.append(UInt32(index))
        }
      }
    }
    lineStarts = starts
  }

  /// The 0-based line that holds the byte at `offset`. O(log lines).
  public func lineIndex(at offset: UInt32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The place of a byte.
  public func position(at offset: UInt32) -> Position {
    let line = lineIndex(at: offset)
    let start = contentStart(ofLine: line)
    let end = min(Int(offset), bytes.count)
    var column = 1
    if start < end {
      // Continuation bytes (10xxxxxx) belong to the code point before them.
      for byte in bytes[start..<end] where byte & 0xC0 != 0x80 { column += 1 }
    }
    return Position(line: line + 1, column: column)
  }

  /// The bytes of a 0-based line without its line break, and without the byte order mark before the first.
  public func line(_ index: Int) -> ArraySlice<UInt8> {
    let start = contentStart(ofLine: index)
    var end = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return bytes[start..<end]
  }

  /// The first byte of a line that people see: a byte order mark is none.
  private func contentStart(ofLine index: Int) -> Int {
    index == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : Int(lineStarts[index])
  }

  /// The text of a span, with invalid UTF-8 replaced.
  public func text(of span: Span) -> String {
    let end = min(Int(span.end), bytes.count)
    let start = min(Int(span.start), end)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// All inputs of one run, in the order they were read.
public struct Sources: Sendable {
  public private(set) var files: [SourceFile] = []

  public init() {}

  /// Adds a file and returns its identity.
  public mutating func add(_ file: SourceFile) -> FileID {
    files.append(file)
    return FileID(rawValue: UInt32(files.count - 1))
  }

  public subscript(id: FileID) -> SourceFile { files[Int(id.rawValue)] }

  /// Where a span begins.
  public func start(of span: Span) -> Position { self[span.file].position(at: span.start) }

  /// Where a span ends (the place after its last code point).
  public func end(of span: Span) -> Position { self[span.file].position(at: span.end) }
}
