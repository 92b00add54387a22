#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The files of the machine. The only place that touches them.
enum FileSystem {
  enum Kind {
    case file, folder, link, other, missing
  }

  /// Why a file could not be read.
  struct ReadError: Error {
    var reason: String
  }

  /// What a path names; links are not followed unless asked.
  static func kind(of path: String, followingLinks: Bool = false) -> Kind {
    var info = stat()
    let status = followingLinks ? stat(path, &info) : lstat(path, &info)
    guard status == 0 else { return .missing }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// The bytes of a file, or of standard input for `-`; at most `limit` of them.
  static func read(_ path: String, limit: Int) throws(ReadError) -> [UInt8] {
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ReadError(reason: message(errno)) }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = readChunk(descriptor, &chunk)
      if count < 0 { throw ReadError(reason: message(errno)) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      if bytes.count > limit { throw ReadError(reason: "larger than \(limit >> 20) MiB") }
    }
  }

  /// What is there of a stream, up to the size of the chunk; waits for something. Zero at the end, negative if it failed.
  static func readChunk(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, &chunk, chunk.count)
    #else
      Darwin.read(descriptor, &chunk, chunk.count)
    #endif
  }

  /// Writes a file anew.
  static func write(_ text: String, to path: String) throws(ReadError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ReadError(reason: message(errno)) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { writeChunk(descriptor, $0) }
      guard written > 0 else { throw ReadError(reason: message(errno)) }
      rest = rest.dropFirst(written)
    }
  }

  /// Makes a folder and those above it, as far as they are not there.
  static func makeFolder(_ path: String) throws(ReadError) {
    guard kind(of: path, followingLinks: true) == .missing else { return }
    let parent = Paths.parent(of: path)
    if parent != path, !parent.isEmpty { try makeFolder(parent) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw ReadError(reason: message(errno)) }
  }

  private static func writeChunk(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// The names in a folder, sorted, without `.` and `..`.
  static func list(_ path: String) throws(ReadError) -> [String] {
    guard let folder = opendir(path) else { throw ReadError(reason: message(errno)) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static var currentFolder: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard let path = getcwd(&buffer, buffer.count) else { return "/" }
    return String(cString: path)
  }

  /// Today's date where the user is, ISO 8601.
  static var today: String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }

  static func message(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
