import Foundation
import Testing

/// The built program, run as a user runs it.
struct Program {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What a run came to.
  struct Outcome {
    var output: String
    var errors: String
    var status: Int32
  }

  /// Beside the test bundle: SwiftPM builds the executables that a test target depends on.
  static let executable: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
    let folders = [
      bundle.deletingLastPathComponent(), Bundle.main.bundleURL,
      URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
    ]
    return folders.map { $0.appending(path: "topolint") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
      ?? folders[0].appending(path: "topolint")
  }()

  /// Runs with arguments, from the root of the package unless a folder is given.
  static func run(_ arguments: [String], input: String = "", in folder: URL = root) throws -> Outcome {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Colours and dates of the machine must not change what is compared.
    process.environment = ["PATH": "/usr/bin:/bin", "NO_COLOR": "1", "TERM": "dumb"]
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    // Files instead of pipes: a long report cannot fill them and stop the program.
    let files = try ["in", "out", "err"].map { name -> FileHandle in
      let url = scratch.appending(path: name)
      try Data(name == "in" ? Array(input.utf8) : []).write(to: url)
      return try name == "in" ? FileHandle(forReadingFrom: url) : FileHandle(forWritingTo: url)
    }
    process.standardInput = files[0]
    process.standardOutput = files[1]
    process.standardError = files[2]
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: scratch.appending(path: name)), as: UTF8.self)
    }
    return Outcome(output: try text("out"), errors: try text("err"), status: process.terminationStatus)
  }
}

/// Compares a text with a file that a person can read; `TOPOLINT_UPDATE_SNAPSHOTS=1` writes it anew.
func expectSnapshot(_ text: String, at path: String) throws {
  let url = Program.root.appending(path: path)
  if ProcessInfo.processInfo.environment["TOPOLINT_UPDATE_SNAPSHOTS"] == "1" {
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
    return
  }
  guard let expected = try? String(contentsOf: url, encoding: .utf8) else {
    Issue.record("\(path) is missing; `make snapshots` writes it")
    return
  }
  if text != expected { Issue.record("\(path) differs:\n\(firstDifference(expected, text))") }
}

private func firstDifference(_ expected: String, _ found: String) -> String {
  let (a, b) = (
    expected.split(separator: "\n", omittingEmptySubsequences: false),
    found.split(separator: "\n", omittingEmptySubsequences: false)
  )
  for index in 0..<max(a.count, b.count) where index >= a.count || index >= b.count || a[index] != b[index] {
    let was = index < a.count ? String(a[index]) : "(end)"
    let now = index < b.count ? String(b[index]) : "(end)"
    return "line \(index + 1)\n  expected: \(was)\n  found:    \(now)"
  }
  return "(no difference)"
}
