/// `--output sarif=out.sarif`: a report that is written to a file.
struct OutputFile<Format: RawRepresentable<String> & CaseIterable> {
  let format: Format
  let path: String

  init(format: Format, path: String) {
    self.format = format
    self.path = path
  }

  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let format = Format(rawValue: parts[0]) else {
      let names = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError("`--output \(text)` is not understood; write FORMAT=FILE, where FORMAT is one of \(names)")
    }
    self.init(format: format, path: parts[1])
  }

  func write(_ text: String) throws {
    do { try FileSystem.write(text, to: path) } catch { throw UsageError("cannot write `\(path)`: \(error.reason)") }
  }
}
