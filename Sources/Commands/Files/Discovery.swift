/// Finds the files under the paths of the command line.
///
/// In a folder, files that end in `.yaml` or `.yml` are looked into; hidden folders, what git ignores and links are passed
/// over.
struct Discovery {
  struct Found {
    var path: String
    /// Given on the command line, rather than found in a folder.
    var isNamed: Bool
  }

  /// What stopped a path from being read, in words.
  struct Failure: Error {
    var path: String
    var reason: String
  }

  private(set) var found: [Found] = []
  private(set) var failures: [Failure] = []
  private var seen: Set<String> = []
  private let current = FileSystem.currentFolder

  /// Adds a file, a folder or `-`.
  mutating func add(_ path: String) {
    if path == "-" { return append(path, isNamed: true) }
    switch FileSystem.kind(of: path, followingLinks: true) {
    case .missing: failures.append(Failure(path: path, reason: "no such file or directory"))
    case .folder:
      let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
      walk(trimmed, inherited: inheritedRules(of: trimmed))
    default: append(path, isNamed: true)
    }
  }

  private mutating func append(_ path: String, isNamed: Bool) {
    guard seen.insert(path == "-" ? path : Paths.absolute(path, from: current)).inserted else { return }
    found.append(Found(path: path, isNamed: isNamed))
  }

  /// The `.gitignore` of a folder, with where it stands.
  private struct Ignore {
    var folder: String
    var rules: IgnoreRules
  }

  private mutating func walk(_ folder: String, inherited: [Ignore]) {
    guard let names = try? FileSystem.list(folder.isEmpty ? "." : folder) else {
      return failures.append(Failure(path: folder, reason: "the folder cannot be read"))
    }
    var ignores = inherited
    if names.contains(".gitignore"), let rules = rules(in: folder) { ignores.append(rules) }
    for name in names where !name.hasPrefix(".") {
      let path = Paths.join(folder, name)
      switch FileSystem.kind(of: path) {
      case .folder where !isIgnored(path, isFolder: true, ignores): walk(path, inherited: ignores)
      case .file
      where (name.hasSuffix(".yaml") || name.hasSuffix(".yml")) && !isIgnored(path, isFolder: false, ignores):
        append(path, isNamed: false)
      default: continue
      }
    }
  }

  private func isIgnored(_ path: String, isFolder: Bool, _ ignores: [Ignore]) -> Bool {
    let absolute = Paths.absolute(path, from: current)
    for ignore in ignores.reversed() {
      let relative = absolute.dropFirst(ignore.folder.count + 1).split(separator: "/")
      if let verdict = ignore.rules.verdict(on: relative, isFolder: isFolder) { return verdict }
    }
    return false
  }

  private func rules(in folder: String) -> Ignore? {
    guard let bytes = try? FileSystem.read(Paths.join(folder, ".gitignore"), limit: 1 << 20) else { return nil }
    return Ignore(
      folder: Paths.absolute(folder, from: current), rules: IgnoreRules(String(decoding: bytes, as: UTF8.self)))
  }

  /// The `.gitignore` files above a folder, up to the root of its repository; none outside a repository.
  private func inheritedRules(of folder: String) -> [Ignore] {
    var chain: [Ignore] = []
    var here = Paths.absolute(folder, from: current)
    while FileSystem.kind(of: Paths.join(here, ".git")) == .missing {
      if here == "/" { return [] }
      here = Paths.parent(of: here)
      if let rules = rules(in: here) { chain.append(rules) }
    }
    return chain.reversed()
  }
}
