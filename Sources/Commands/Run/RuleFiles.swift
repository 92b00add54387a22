internal import Checking

/// Users' own rule files.
enum RuleFiles {
  /// The list of mutants that no example can tell from their rule; it lies beside the rules.
  static let equivalentMutants = "equivalent-mutants.yaml"

  /// The texts of a rule file, or of every YAML file below a folder.
  static func texts(under path: String) throws -> [RuleText] {
    switch FileSystem.kind(of: path, followingLinks: true) {
    case .folder: return try folder(path)
    case .file: return [try text(path)]
    default: throw UsageError("cannot read the rules in `\(path)`: no such file or directory")
    }
  }

  private static func folder(_ path: String) throws -> [RuleText] {
    guard let names = try? FileSystem.list(path) else { throw UsageError("cannot read the folder `\(path)`") }
    var texts: [RuleText] = []
    for name in names where !name.hasPrefix(".") {
      let inner = Paths.join(path, name)
      switch FileSystem.kind(of: inner) {
      case .folder: texts += try folder(inner)
      case .file where name.hasSuffix(".yaml") && ![equivalentMutants, "technologies.yaml"].contains(name):
        texts.append(try text(inner))
      default: continue
      }
    }
    return texts
  }

  static func text(_ path: String) throws -> RuleText {
    do {
      let bytes = try FileSystem.read(path, limit: 1 << 24)
      return RuleText(path: path, text: String(decoding: bytes, as: UTF8.self), isBuiltin: false)
    } catch {
      throw UsageError("cannot read `\(path)`: \(error.reason)")
    }
  }
}

/// A mistake on the command line; exit status 2.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
