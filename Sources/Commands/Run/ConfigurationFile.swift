/// Where the configuration is.
enum ConfigurationFile {
  static let name = ".topolint.yaml"

  /// The nearest configuration in the folder of a path or above it, as far as the root of the repository.
  static func find(from path: String) -> String? {
    let current = FileSystem.currentFolder
    let start = path == "-" ? "." : path
    var folder = Paths.absolute(start, from: current)
    if FileSystem.kind(of: folder, followingLinks: true) != .folder { folder = Paths.parent(of: folder) }
    while true {
      let candidate = Paths.join(folder, name)
      if FileSystem.kind(of: candidate, followingLinks: true) == .file { return Paths.shown(candidate, from: current) }
      if folder == "/" || FileSystem.kind(of: Paths.join(folder, ".git")) != .missing { return nil }
      folder = Paths.parent(of: folder)
    }
  }
}
