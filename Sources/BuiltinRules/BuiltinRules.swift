/// The text of `rules/`, as the build-tool plugin embedded it.
public enum BuiltinRules {
  /// The rule files, with paths relative to `rules/`, sorted.
  public static var rules: [(path: String, text: String)] {
    embeddedFiles.filter { $0.path.description.contains("/") }.map { ($0.path.description, $0.text.description) }
  }

  /// The table of technologies.
  public static var technologies: (path: String, text: String) {
    let file = embeddedFiles.first { $0.path.description == "technologies.yaml" }
    return ("technologies.yaml", file?.text.description ?? "technologies: {}")
  }

  /// The list of mutants of the rules that no example can tell from them.
  public static var equivalentMutants: (path: String, text: String)? {
    embeddedFiles.first { $0.path.description == "equivalent-mutants.yaml" }.map {
      ($0.path.description, $0.text.description)
    }
  }
}
